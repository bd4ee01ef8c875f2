// Select2 draws a box of its own in place of a choice and leaves it without a name: screen readers get that of the entry.
addEventListener("DOMContentLoaded", () => {
  const choices = document.querySelectorAll("select.admin-autocomplete");
  const nameBoxes = () => choices.forEach(select => {
    const name = select.labels[0]?.textContent.trim() ?? "";
    const box = select.nextElementSibling?.querySelector(".select2-selection__rendered");
    if (name && box) box.setAttribute("aria-label", name);
  });
  nameBoxes();
  // it may draw its boxes later than this
  choices.forEach(select => new MutationObserver(nameBoxes).observe(select.parentElement, { childList: true }));
});
