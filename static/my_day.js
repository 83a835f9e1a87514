// My day: the keys of the list, the case in its pane, one card at a time on a phone. Every line is a link without it.
"use strict";

{
  const desk = $("[data-desk]"), body = document.body;
  const typing = () => /^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement.tagName) && !/radio|checkbox/.test(document.activeElement.type);
  const plain = (event) => !event.ctrlKey && !event.metaKey && !event.altKey && !$("dialog[open]");
  const press = (page, key) => page.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));

  if (desk) {
    const wide = matchMedia("(min-width: 1100px)"), pane = $("[data-pane]", desk), frame = $("iframe", pane), help = $("#keys");
    const lines = () => $$("[data-line]", desk), deck = () => $(".day", desk), id = (line) => line.dataset.line;
    let wanted = [], asked = "", shown = "";
    const at = () => lines().findIndex((line) => line.ariaCurrent === "true");
    const mark = (line) => { for (const each of lines()) { if (each === line) each.ariaCurrent = "true"; else each.removeAttribute("aria-current"); } };
    const keep = (name, value) => {
      const here = new URL(location.href);
      if (value) here.searchParams.set(name, value); else here.searchParams.delete(name);
      history.replaceState(null, "", here);
    };
    const inPane = (line) => `${line.href}&pane=1`;
    const open = (line) => {
      if (!wide.matches || !line) return;
      pane.hidden = false;
      if (asked === id(line)) return;
      asked = id(line);
      frame.contentWindow.location.replace(inPane(line));
    };
    const soon = later(open, 120);
    const choose = (line, now = false) => {
      if (!line) return;
      mark(line);
      line.focus({ preventScroll: true });
      line.scrollIntoView({ block: "nearest", inline: "start" });
      keep("at", id(line));
      if (now) open(line); else soon(line);
    };
    const step = (by) => { const all = lines(); choose(all[Math.min(Math.max(at() + by, 0), all.length - 1)]); };

    // The list as it is now, after something was done or another part of it was wished for.
    const fresh = async (focus = false) => {
      const answer = await fetch(location.href, { credentials: "same-origin" });
      if (!answer.ok || answer.redirected) { location.reload(); return; }
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      for (const name of ["score", "kinds", "lines"]) {
        const old = document.getElementById(name), now = page.getElementById(name);
        if (old && now) old.replaceWith(now);
      }
      const told = $("#main .messages", page);
      if (told) { $("#main > .messages")?.remove(); $("#main").prepend(told); }
      if (!lines().length && !new URL(location.href).searchParams.get("find")) { location.reload(); return; }
      const line = lines().find((each) => id(each) === shown) || lines()[at()];
      if (line) { mark(line); line.scrollIntoView({ block: "nearest", inline: "start" }); if (focus) line.focus({ preventScroll: true }); }
      place();
      due();
    };

    // A key that belongs to the case waits until the case is there.
    const hand = (key) => {
      const line = lines()[Math.max(at(), 0)];
      if (!line) return;
      if (!wide.matches) { location.assign(line.href + { l: "#log", p: "#promise", n: "#note" }[key]); return; }
      choose(line, true);
      if (shown === id(line)) { frame.contentWindow.focus(); press(frame.contentDocument, key); } else wanted.push(key);
    };
    // A session that ended, or an error, leaves a page in the frame that may not be read from here; a new one gets no second try.
    const pageThere = () => { try { return frame.contentWindow.location.href === "about:blank" ? "" : frame.contentDocument; } catch { return null; } };
    frame.addEventListener("load", () => {
      const page = pageThere();
      if (page === "") return;
      if (page === null) { if (shown) location.reload(); return; }
      if (page.body.dataset.pane === undefined) { location.reload(); return; }
      if ("done" in page.body.dataset) { location.assign(page.body.dataset.pane); return; }
      const now = new URLSearchParams(frame.contentWindow.location.search).get("id");
      const was = asked;
      const told = $(".messages", page);
      shown = asked = now;
      if (now !== was || told) { keep("at", now); mark(lines().find((each) => id(each) === now)); fresh(); }
      if (document.activeElement === frame || wanted.length) frame.contentWindow.focus();
      for (const key of wanted.splice(0)) press(page, key);
    });

    const keys = {
      j: () => step(1), k: () => step(-1), ArrowDown: () => step(1), ArrowUp: () => step(-1),
      Enter: () => hand("l"), l: () => hand("l"), p: () => hand("p"), n: () => hand("n"),
      f: () => $("#find") && $("#find").focus(), Escape: () => lines()[Math.max(at(), 0)]?.focus(), "?": () => help && help.showModal(),
    };
    for (const key of "123456789") keys[key] = () => wide.matches && hand(key);
    document.addEventListener("keydown", (event) => {
      const elsewhere = event.key === "Enter" && document.activeElement.closest("a:not([data-line]), button, summary");
      if (event.defaultPrevented || !plain(event) || typing() || elsewhere || !keys[event.key]) return;
      if (event.key === "Enter" && !wide.matches) return;
      event.preventDefault();
      keys[event.key]();
    });
    desk.addEventListener("click", (event) => {
      const line = event.target.closest("[data-line]"), button = event.target.closest("[data-step]");
      if (button) { deal(Number(button.dataset.step)); return; }
      if (!line || !wide.matches || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      choose(line, true);
    });

    // Searching inside: the list follows what is written.
    const find = $("#find");
    if (find) {
      const look = later(() => { keep("find", find.value.trim()); fresh(); }, 200);
      find.addEventListener("input", look);
      find.form.addEventListener("submit", (event) => { event.preventDefault(); choose(lines()[0]); });
      find.addEventListener("keydown", (event) => { if (event.key === "Escape") { find.value = ""; look(); find.blur(); } });
    }

    // One card at a time: swiped, or dealt by the buttons.
    const card = () => { const cards = deck(); return cards ? Math.round(cards.scrollLeft / (cards.clientWidth + 12)) : 0; };
    const deal = (by) => { const cards = deck(), next = cards.children[card() + by]; if (next) cards.scrollTo({ left: next.offsetLeft - cards.offsetLeft, behavior: "smooth" }); };
    const place = () => {
      const told = $("[data-place]", desk), line = lines()[card()];
      if (!told || !line || getComputedStyle(told.parentElement).display === "none") return;
      told.textContent = `${card() + 1} / ${lines().length}`;
      $("[data-work]", desk).href = line.href;
    };
    desk.addEventListener("scroll", later(place, 60), true);
    addEventListener("resize", later(() => { place(); if (wide.matches) open(lines()[Math.max(at(), 0)]); }));

    // The minute of a callback has come: the line says it without asking the server.
    const due = () => { for (const line of $$("[data-at]", desk)) line.classList.toggle("due", Date.parse(line.dataset.at) <= Date.now()); };
    setInterval(due, 20000);

    const first = lines()[Math.max(at(), 0)];
    if (first) { if (wide.matches) choose(first, true); else if (deck() && at() > 0) deck().scrollLeft = first.parentElement.offsetLeft - deck().offsetLeft; }
    place();
    due();
  }

  // In the pane: the case has its own keys; what belongs to the list goes there, and what is no case opens whole.
  if (body.dataset.pane !== undefined) {
    const log = () => $("[data-log]"), number = new URLSearchParams(location.search).get("id");
    if (window.top === window) location.replace(number ? `${body.dataset.pane}?at=${number}` : body.dataset.pane);
    const stays = (address) => new URL(address, location.href).searchParams.get("pane") === "1";
    const outcome = (place) => {
      const box = log() && $$("input[name=outcome]", log())[place];
      if (!box) return;
      box.click();
      const asked = $$("[data-need]:not([hidden]) :is(input, select, textarea)", log()).find((each) => !each.value) || box;
      log().scrollIntoView({ block: "nearest" });
      asked.focus();
    };
    const go = () => { const button = [...log().elements].find((each) => each.name === "then" && each.value === "next"); if (button) log().requestSubmit(button); };
    // The list says which case comes next: the line below, as it stands there.
    const below = () => {
      const lines = $$("[data-line]", parent.document), place = lines.findIndex((line) => line.dataset.line === number);
      return place >= 0 && lines[place + 1] ? lines[place + 1].dataset.line : "";
    };
    document.addEventListener("submit", (event) => { if (event.target === log() && below()) event.target.append(make("input", { type: "hidden", name: "next", value: below() })); });
    document.addEventListener("keydown", (event) => {
      const inLog = log() && log().contains(document.activeElement), sign = event.key;
      if (sign === "Enter" && inLog && !$("dialog[open]")) {
        const on = document.activeElement.tagName, whole = event.ctrlKey || event.metaKey;
        if (whole || !/^(TEXTAREA|BUTTON|SUMMARY|A)$/.test(on)) { event.preventDefault(); go(); }
        return;
      }
      if (event.defaultPrevented && !"jk".includes(sign)) return;
      if (!plain(event)) return;
      if (sign === "Escape") { document.activeElement.blur(); parent.focus(); press(parent.document, sign); return; }
      if (typing()) return;
      if (/^[1-9]$/.test(sign)) { event.preventDefault(); outcome(Number(sign) - 1); }
      if ("jkf".includes(sign) || (sign === "?" && !$("#keys"))) { event.preventDefault(); parent.focus(); press(parent.document, sign); }
      if (sign === "/") { event.preventDefault(); $("[data-open=palette]", parent.document)?.click(); }
    });
    // A day chosen by one press leaves the person in its field, where Enter saves.
    document.addEventListener("click", (event) => { if (event.target.dataset.day && log()) $("[name=promised_on]", log()).focus(); });
    document.addEventListener("click", (event) => {
      const link = event.target.closest("a[href]");
      if (link && !/^(#|tel:|mailto:)/.test(link.getAttribute("href")) && !stays(link.href)) link.target = "_top";
    }, true);
    document.addEventListener("submit", (event) => { if (!stays((event.submitter && event.submitter.formAction) || event.target.action) && event.target.method !== "dialog") event.target.target = "_top"; }, true);
  }
}
