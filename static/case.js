// Comforts of the case page: days of a promise by one press, and what was said of a case that is left kept until it is saved.
"use strict";

{
  const days = (root) => {
    for (const part of $$("[data-days]", root)) {
      const field = $(`[name=${part.dataset.days}]`, part.closest("form"));
      const show = () => { for (const each of $$("[data-day]", part)) each.setAttribute("aria-pressed", String(each.dataset.day === field.value)); };
      part.hidden = false;
      field.addEventListener("input", show);
      part.addEventListener("click", (event) => {
        const day = event.target.dataset.day;
        if (!day) return;
        field.value = day;
        show();
      });
      show();
    }
  };

  // Leaving for a sheet must not lose what was typed: it is kept in this window, for this case, until it is sent.
  const keep = (root) => {
    const log = $("[data-log]", root), page = log && log.closest("[data-case]");
    if (!log || !page) return;
    const name = `case-${page.dataset.case}`, kept = sessionStorage.getItem(name);
    for (const each of Object.keys(sessionStorage)) if (each.startsWith("case-")) sessionStorage.removeItem(each);
    const fields = () => [...log.elements].filter((each) => each.name && !/hidden|submit/.test(each.type) && each.tagName !== "BUTTON");
    if (kept && !$(".wrong", log)) {
      const said = new Map(JSON.parse(kept));
      const boxes = fields().filter((each) => /radio|checkbox/.test(each.type));
      for (const each of boxes) each.checked = said.has(`${each.name}=${each.value}`);
      const chosen = boxes.find((each) => each.type === "radio" && each.checked);
      if (chosen) chosen.dispatchEvent(new Event("change", { bubbles: true }));
      for (const each of fields()) if (said.has(each.name)) each.value = said.get(each.name);
      log.dataset.typed = "1";
    }
    let sent = false;
    log.addEventListener("submit", () => { sent = true; });
    log.addEventListener("input", () => { log.dataset.typed = "1"; });
    addEventListener("pagehide", () => {
      if (sent || !log.dataset.typed) return;
      const said = fields().flatMap((each) => /radio|checkbox/.test(each.type)
        ? (each.checked ? [[`${each.name}=${each.value}`, "1"]] : []) : [[each.name, each.value]]);
      sessionStorage.setItem(name, JSON.stringify(said));
    });
  };
  // A folded part of the page that the address names stands open.
  const unfold = () => { const part = location.hash.length > 1 && document.getElementById(location.hash.slice(1)); if (part && part.tagName === "DETAILS") { part.open = true; part.scrollIntoView(); } };
  addEventListener("hashchange", unfold);
  const begin = (root) => { days(root); keep(root); };
  window.beginCase = begin;
  begin(document);
  unfold();
}
