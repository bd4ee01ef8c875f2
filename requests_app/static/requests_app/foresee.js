// Asks the server what a step would do to the term while its form is filled in; without this script the page tells it once.
(() => {
  const form = document.querySelector("form[data-foresee]");
  const said = document.getElementById("foreseen");
  if (!form || !said) return;
  let waiting = 0;
  let asked = 0;
  const ask = async () => {
    const mine = ++asked;
    try {
      const answer = await fetch(form.dataset.foresee, { method: "POST", body: new FormData(form) });
      if (!answer.ok || mine !== asked) return;
      const told = await answer.json();
      said.textContent = told.text || told.error || "";
      said.classList.toggle("foreseen-refused", Boolean(told.error));
    } catch {
      said.textContent = "";
    }
  };
  const soon = () => { clearTimeout(waiting); waiting = setTimeout(ask, 300); };
  form.addEventListener("input", soon);
  form.addEventListener("change", soon);
  // Django's date picker sets entries without an event
  form.addEventListener("focusout", soon);
})();
