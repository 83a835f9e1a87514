// What a list does in the browser: choosing, keys, changing a value where it stands. Every list works without it.
"use strict";

{
  const typing = () => /^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement.tagName) && !/radio|checkbox/.test(document.activeElement.type);
  const page = async (address) => new DOMParser().parseFromString(await (await fetch(address, { credentials: "same-origin" })).text(), "text/html");
  const table = $(".list-table"), rows = table ? $$("tbody tr", table) : [];

  // Of several chosen rows the server shows first what would come of it; one is asked about at once.
  for (const form of $$("[data-bulk]")) {
    const whole = $("[data-whole]", form), boxes = $$('input[name="rowid"]'), all = $("[data-all]"), count = $("[data-count]", form);
    const questions = new Map($$("button[data-confirm]", form).map((button) => [button, button.dataset.confirm]));
    const tell = () => {
      const chosen = boxes.filter((box) => box.checked).length;
      if (whole) {
        whole.parentElement.hidden = chosen < boxes.length;
        if (whole.parentElement.hidden) whole.checked = false;
        if (whole.checked) count.textContent = whole.dataset.whole;
      }
      const many = chosen > 1 || (whole && whole.checked);
      for (const [button, question] of questions) {
        if (many) delete button.dataset.confirm; else button.dataset.confirm = question;
      }
    };
    for (const box of [...boxes, all, whole]) {
      if (box) box.addEventListener("change", () => { if (box === whole) boxes[0].dispatchEvent(new Event("change")); tell(); });
    }
    tell();
  }

  // Keys: j, k and arrows move, x chooses, Enter opens, e changes.
  if (rows.length) {
    for (const row of rows) row.tabIndex = -1;
    const at = () => rows.findIndex((row) => row.contains(document.activeElement));
    const go = (step) => {
      const next = rows[Math.min(Math.max(at() < 0 ? (step > 0 ? 0 : rows.length - 1) : at() + step, 0), rows.length - 1)];
      next.focus();
      next.scrollIntoView({ block: "nearest" });
    };
    const here = () => rows[at()];
    const press = (selector) => { const found = here() && $(selector, here()); if (found) found.click(); return Boolean(found); };
    const keys = {
      j: () => go(1), k: () => go(-1), x: () => press('input[name="rowid"]'), e: () => press("[data-pencil]"),
      Enter: () => press(".row-link"),
    };
    document.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || typing() || $("dialog[open]")) return;
      const on = here() === document.activeElement;
      const key = on && event.key === "ArrowDown" ? "j" : on && event.key === "ArrowUp" ? "k" : event.key;
      if (!keys[key] || (key === "Enter" && !on)) return;
      if (keys[key]() !== false) event.preventDefault();
    });
  }

  // How many rows each view holds.
  for (const views of $$("[data-views]")) {
    ask(views.dataset.views).then((found) => {
      for (const [id, count] of Object.entries(found || {})) { const place = $(`[data-view="${id}"]`, views); if (place) place.textContent = count; }
    });
  }

  // A value is changed where it stands; what stopped it is told beside it.
  const inline = $("[data-inline]");
  if (inline) {
    const label = (cell) => inline.dataset.change.replace("#", cell.dataset.label);
    const pencil = (cell) => {
      const button = make("button", { type: "button", class: "pencil", "data-pencil": "", "aria-label": label(cell), title: label(cell) }, "✎");
      button.addEventListener("click", () => open(cell));
      cell.append(button);
    };
    const open = async (cell) => {
      const row = cell.closest("tr"), kept = [...cell.childNodes];
      const found = await page(`${inline.dataset.inline}?id=${row.dataset.id}&name=${cell.dataset.edit}`);
      const form = $("form", found);
      if (!form) { location.reload(); return; }
      const shut = () => { cell.replaceChildren(...kept); cell.classList.remove("changing"); $("[data-pencil]", cell).focus(); };
      $("[name=version]", form).value = row.dataset.version;
      cell.classList.add("changing");
      cell.replaceChildren(document.adoptNode(form));
      $("[data-cancel]", form).addEventListener("click", shut);
      form.addEventListener("keydown", (event) => { if (event.key === "Escape") { event.stopPropagation(); shut(); } });
      form.addEventListener("submit", async (event) => {
        event.preventDefault();
        event.stopPropagation();
        const headers = { Accept: "application/json" };
        const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)), headers, credentials: "same-origin" });
        const told = await answer.json();
        if (told.verify) { location.assign(told.verify); return; }
        if (!answer.ok) { const error = $(".error", form); error.textContent = told.error; error.hidden = false; return; }
        cell.classList.remove("changing");
        cell.replaceChildren(...new DOMParser().parseFromString(told.cell, "text/html").body.childNodes);
        row.dataset.version = told.version;
        pencil(cell);
        row.focus();
      });
      $("select, input:not([type=hidden]), textarea", form).focus();
    };
    for (const cell of $$("[data-edit]", inline)) pencil(cell);
  }

  // What the chosen step requires is marked.
  for (const form of $$("[data-steps]")) {
    const status = $("select[name=status]", form);
    const mark = () => {
      const musts = (status.selectedOptions[0].dataset.musts || "").split(" ");
      for (const field of $$("input[name], textarea[name]", form)) {
        const label = field.id && $(`label[for="${field.id}"]`, form), must = musts.includes(field.name);
        if (!label || field.type === "file") continue;
        field.toggleAttribute("aria-required", false);
        if (must) field.setAttribute("aria-required", "true");
        const star = $(".needed", label);
        if (star && !must) star.remove();
        if (!star && must) label.append(make("span", { class: "needed" }, " *"));
      }
    };
    status.addEventListener("change", mark);
    mark();
  }

  // The arrows put columns in order without a way to the server.
  for (const form of $$("[data-arrange]")) {
    form.addEventListener("click", (event) => {
      const button = event.target.closest("button[name=up], button[name=down]");
      if (!button) return;
      event.preventDefault();
      const item = button.closest("li"), other = button.name === "up" ? item.previousElementSibling : item.nextElementSibling;
      if (other) other[button.name === "up" ? "before" : "after"](item);
      button.focus();
    });
  }

  // A press on many rows goes on by itself, piece by piece, and says how far it is.
  const going = $("form[data-going]");
  if (going) {
    const bar = $("[data-progress]"), words = $("[data-progress-words]"), button = $("button", going);
    const step = async () => {
      const body = new URLSearchParams(new FormData(going));
      body.set(button.name, "1");
      const answer = await fetch(location.href, { method: "POST", body, headers: { Accept: "application/json" }, credentials: "same-origin" });
      const told = answer.ok ? await answer.json() : { error: answer.statusText };
      if (told.error) { words.textContent = told.error; button.hidden = false; return; }
      if (told.words) { bar.value = told.done; bar.max = told.total; words.textContent = told.words; }
      if (told.finished) location.reload(); else setTimeout(step, 50);
    };
    button.hidden = true;
    step();
  }
}
