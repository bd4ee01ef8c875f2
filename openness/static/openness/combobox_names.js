// Select2 draws a box of its own in place of a choice and leaves it without a name: screen readers get that of the entry.
addEventListener("load", () => {
  document.querySelectorAll("select.admin-autocomplete").forEach(select => {
    const name = select.labels[0]?.textContent.trim() ?? "";
    const box = select.nextElementSibling?.querySelector(".select2-selection__rendered");
    if (name && box) box.setAttribute("aria-label", name);
  });
});
