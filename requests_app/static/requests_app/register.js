// The registration while one types: what the channel needs, the due date, applicants of earlier requests.
// Everything is decided by the server; without this script the same form works, with all entries shown.
"use strict";
(() => {
  const form = document.getElementById("register-form");
  if (!form) return;
  // By name alone: form.elements would find 登记编号, whose id is id_number, for 证件号码, whose name is.
  const entry = name => form.querySelector(`[name="${name}"]`);
  const DEPENDENT = ["mail", "received_on", "confirmed_by", "confirmed_with"];
  const DECIDING = ["organ", "channel", "mail", "arrived_on", "received_on", "confirmed_by", "confirmed_with"];
  const APART = "收到日期";

  // What the channel does not need is put away: not shown, not sent.
  const show = (name, isAsked) => {
    const row = form.querySelector(`.field-${name}`);
    if (!row || !entry(name)) return;
    row.hidden = !isAsked;
    entry(name).disabled = !isAsked;
  };
  const showAll = () => DEPENDENT.forEach(name => show(name, true));
  const help = document.querySelector("#id_received_on_helptext > div");
  const longHelp = help.textContent;
  const label = (words, hint) => {
    form.querySelector("label[for=id_received_on]").textContent = `${words || APART}：`;
    help.textContent = hint || longHelp;
  };

  // The due date.
  const told = document.getElementById("due-told");
  let asked = "";
  let waiting = 0;
  const query = () => {
    const values = new URLSearchParams();
    DECIDING.forEach(name => { if (entry(name) && !entry(name).disabled) values.set(name, entry(name).value); });
    return values.toString();
  };
  const tell = (text, isError) => {
    if (told.textContent !== text) told.textContent = text;
    told.classList.toggle("is-error", isError);
  };
  const ask = async () => {
    const now = query();
    if (now === asked) return;
    asked = now;
    try {
      const answer = await fetch(`${form.dataset.due}?${now}`, { headers: { Accept: "application/json" } });
      if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
      const due = await answer.json();
      if (now !== asked) return;  // something else was typed meanwhile
      DEPENDENT.forEach(name => show(name, due.asks.includes(name)));
      label(due.day_label, due.day_help);
      tell(due.error || due.text, Boolean(due.error));
      schedule();  // an entry that appeared may hold something already
    } catch (broken) {
      showAll();
      label();
      tell("暂时算不出答复期限，保存后会显示。", true);
    }
  };
  const schedule = () => { clearTimeout(waiting); waiting = setTimeout(ask, 250); };
  ["input", "change", "focusin"].forEach(kind => form.addEventListener(kind, schedule));
  // what a channel asks for has to be there before the next Tab
  ["channel", "mail"].forEach(name => entry(name).addEventListener("change", ask));
  // Letters that are signed for are mostly signed for on the day they arrive: it is shown, follows the day of arrival, and
  // stays as it is once somebody has typed another; for other mail it means another day, and is emptied.
  let copied = "";
  const copyArrival = () => {
    const day = entry("received_on");
    if (day.value !== copied) return;
    const isSignedFor = !entry("mail").disabled && entry("mail").value === "registered";
    day.value = copied = isSignedFor ? entry("arrived_on").value : "";
  };
  // the calendar that pops up writes without an event; it gives the keyboard back, which is one
  ["input", "change", "focusin"].forEach(kind => form.addEventListener(kind, copyArrival));
  if (!entry("channel").value) DEPENDENT.forEach(name => show(name, false));
  ask();

  // Applicants of earlier requests.
  const find = entry("find");
  const found = document.getElementById("finder-found");
  const buttons = () => [...found.querySelectorAll("button[name=adopt]")];
  const say = text => {
    const line = document.createElement("p");
    line.className = "finder-said";
    line.textContent = text;
    found.replaceChildren(line);
  };
  const post = async values => {
    const body = new URLSearchParams({ ...values, csrfmiddlewaretoken: entry("csrfmiddlewaretoken").value });
    const answer = await fetch(form.dataset.applicants, { method: "POST", body, headers: { Accept: "application/json" } });
    if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
    return answer.json();
  };
  const search = async () => {
    try {
      found.innerHTML = (await post({ find: find.value })).html;  // drawn and escaped by the server
    } catch (broken) {
      say("暂时查不到，请直接填写。");
    }
  };
  const adopt = async key => {
    try {
      const { applicant, error } = await post({ adopt: key });
      if (!applicant) return say(error);
      Object.entries(applicant).forEach(([name, value]) => { if (entry(name)) entry(name).value = value ?? ""; });
      say(`已填入“${applicant.applicant_name}”，请核对。`);
      entry("content").focus();
    } catch (broken) {
      say("暂时取不到，请直接填写。");
    }
  };
  form.querySelector(".finder-button").addEventListener("click", event => { event.preventDefault(); search(); });
  found.addEventListener("click", event => {
    const button = event.target.closest("button[name=adopt]");
    if (button) { event.preventDefault(); adopt(button.value); }
  });
  find.addEventListener("keydown", event => {
    if (event.key === "Enter") { event.preventDefault(); search(); }
    if (event.key === "ArrowDown" && buttons().length) { event.preventDefault(); buttons()[0].focus(); }
  });
  found.addEventListener("keydown", event => {
    const listed = buttons(), place = listed.indexOf(document.activeElement);
    if (place < 0) return;
    if (event.key === "Escape") find.focus();
    const next = { ArrowDown: listed[place + 1], ArrowUp: listed[place - 1] ?? find }[event.key];
    if (next) { event.preventDefault(); next.focus(); }
  });
})();
