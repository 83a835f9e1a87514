// Keys and small comforts of My day and the case page; every page works without them.
"use strict";

{
  const typing = () => /^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement.tagName) && !/radio|checkbox/.test(document.activeElement.type);
  const lines = $$("[data-line]"), log = $("[data-log]");
  const at = () => lines.indexOf(document.activeElement);
  const go = (step) => { const next = lines[Math.min(Math.max(at() + step, 0), lines.length - 1)]; if (next) next.focus(); };
  const outcome = (code) => log && $(`input[data-code="${code}"]`, log);
  // On My day a letter opens the chosen case, or the first one, at the place it names.
  const open = (place) => { const line = lines[Math.max(at(), 0)]; if (line) location.assign(line.href + place); };
  const promise = () => {
    const box = outcome("PTP");
    if (!box) return;
    box.checked = true;
    box.dispatchEvent(new Event("change", { bubbles: true }));
    $("[name=amount]", log).focus();
  };
  const note = () => $("[name=note]", log).focus();
  const start = () => { const box = $("input[name=outcome]", log); log.scrollIntoView({ block: "nearest" }); box.focus(); };
  const keys = {
    j: () => go(1), k: () => go(-1),
    l: () => (log ? start() : open("#log")), p: () => (log ? promise() : open("#promise")), n: () => (log ? note() : open("#note")),
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing() || $("dialog[open]") || !keys[event.key]) return;
    event.preventDefault();
    keys[event.key]();
  });
  // What an outcome needs stands open, and its next action is filled in until a person changes it.
  if (log) {
    const kind = $("[name=next_kind]", log), on = $("[name=next_on]", log);
    const show = (box) => {
      for (const part of $$("[data-need]", log)) part.hidden = !box || part.dataset.need !== box.dataset.needs;
    };
    // A day as "+3" lies so many days after the one that is promised, and follows it.
    const promised = $("[name=promised_on]", log), chosen = () => $("input[name=outcome]:checked", log);
    const after = (days) => { const day = new Date(promised.valueAsNumber); day.setUTCDate(day.getUTCDate() + days); return isNaN(day) ? "" : day.toISOString().slice(0, 10); };
    const day = (box) => (box.dataset.nextOn.startsWith("+") ? after(Number(box.dataset.nextOn)) : box.dataset.nextOn);
    const fill = (box) => { kind.value = box.dataset.nextKind; on.value = day(box); };
    log.addEventListener("change", (event) => { if (event.target.name === "outcome") { show(event.target); fill(event.target); } });
    for (const kind of ["input", "click"]) log.addEventListener(kind, (event) => {
      const box = chosen(), days = event.target === promised || event.target.dataset.day;
      if (box && days && box.dataset.nextOn.startsWith("+")) on.value = day(box);
    });
    show($("input[name=outcome]:checked", log));
  }
  // A place that the address names is opened when everything above listens: a promise fills its next action.
  const places = { "#log": start, "#promise": promise, "#note": note };
  const there = () => { if (log && places[location.hash]) places[location.hash](); };
  there();
  addEventListener("hashchange", there);
  for (const form of $$("[data-steps]")) {
    const status = $("select[name=status]", form);
    const show = () => {
      const needs = (status.selectedOptions[0].dataset.needs || "").split(" ");
      for (const part of $$("[data-step]", form)) part.hidden = !needs.includes(part.dataset.step) && !$(".wrong", part);
    };
    status.addEventListener("change", show);
    show();
  }
  for (const text of $$("[data-narrow]")) {
    text.addEventListener("input", () => {
      const wanted = text.value.trim().toLowerCase(), lists = $$(text.dataset.narrow), none = $("[data-narrow-none]");
      for (const list of lists) {
        for (const item of list.children) item.hidden = !item.textContent.toLowerCase().includes(wanted);
        if (lists.length > 1) list.parentElement.hidden = [...list.children].every((item) => item.hidden);
      }
      if (none) none.hidden = lists.some((list) => !list.parentElement.hidden);
    });
    text.addEventListener("keydown", (event) => { if (event.key === "Enter") event.preventDefault(); });
  }
  // In how many parts a text will travel, while it is written; services count again what was really sent.
  for (const told of $$("[data-parts]")) {
    const form = told.closest("form"), text = $(`[name=${told.dataset.parts}]`, form), [name, value] = told.dataset.when.split(" ");
    const plain = new Set(told.dataset.plain), double = new Set("^{}\\[~]|€\f"), way = $(`[name=${name}]`, form);
    const count = () => {
      const signs = [...(text.value.trim() + told.dataset.frame)], foreign = [...new Set(signs.filter((sign) => !plain.has(sign)))];
      const wide = foreign.length > 0, size = (sign) => ((wide ? sign.length > 1 : double.has(sign)) ? 2 : 1), each = wide ? 67 : 153;
      const units = signs.reduce((sum, sign) => sum + size(sign), 0);
      let parts = 1, room = each;
      for (const sign of signs) { if (size(sign) > room) { parts += 1; room = each; } room -= size(sign); }
      if (units <= (wide ? 70 : 160)) parts = 1;
      told.hidden = way.value !== value;
      told.textContent = told.dataset.said.replace("{parts}", parts).replace("{units}", units) + " "
        + (wide && plain.size ? told.dataset.foreign.replace("{signs}", foreign.slice(0, 8).join(" ")) : "");
    };
    for (const part of [text, way]) part.addEventListener("input", count);
    count();
  }
  for (const box of $$("[data-submit]")) box.addEventListener("change", () => box.form.requestSubmit());
  for (const button of $$("[data-fallback]")) button.hidden = true;
  for (const button of $$("[data-print]")) button.addEventListener("click", () => print());
}
