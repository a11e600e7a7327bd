// Searches and filters the repositories, lays out a diff when it is unfolded, and remembers the choice in the address.
// Everything that it shows is in the page already, as text; it makes no markup of it and asks no server.
"use strict";

(() => {
  // More at once would have a browser lay out for long.
  const MOST_UNFOLDED = 200;
  const MOST_MARKED = 2000;

  const byId = (id) => document.getElementById(id);
  const list = byId("list");
  const form = byId("filter");
  const search = byId("search");
  const codemod = byId("codemod");
  const order = byId("order");
  const shown = byId("shown");
  const outcomes = [...byId("outcomes").querySelectorAll("input")];
  const items = [...list.children].map(read);
  const number = new Intl.NumberFormat("en");

  // What the page says about one repository.
  function read(element, place) {
    const counts = new Map();
    for (const line of element.dataset.codemods.split("\n")) {
      const parts = /^(.*) (\d+) (\d+) (\d+)$/.exec(line);
      if (parts) {
        counts.set(parts[1], parts.slice(2).map(Number));
      }
    }
    const details = element.querySelector("details");
    return {
      element,
      place,
      details,
      summary: details.querySelector("summary"),
      name: element.querySelector("h3").textContent,
      outcome: element.dataset.outcome,
      counts,
      text: null,
    };
  }

  // What the search looks through. Kept, because a diff is no longer one text once it is laid out.
  function text(item) {
    if (item.text === null) {
      const parts = [...item.element.querySelectorAll("[data-find]")];
      item.text = parts.map((part) => part.textContent).join("\n").toLowerCase();
    }
    return item.text;
  }

  // Findings, repaired and left, of one codemod or of all.
  function counts(item, id) {
    const some = id ? [item.counts.get(id) ?? [0, 0, 0]] : [...item.counts.values()];
    return some.reduce((sum, each) => sum.map((count, at) => count + each[at]), [0, 0, 0]);
  }

  function words() {
    const found = search.value.toLowerCase().matchAll(/"([^"]+)"?|[^\s"]+/g);
    return [...found].map((word) => word[1] ?? word[0]);
  }

  function apply() {
    const wanted = words();
    const id = codemod.value;
    const among = outcomes.filter((box) => box.checked).map((box) => box.value);
    let count = 0;
    let sum = [0, 0, 0];
    for (const item of items) {
      const fits =
        (!id || item.counts.has(id)) &&
        (among.length === 0 || among.includes(item.outcome)) &&
        wanted.every((word) => text(item).includes(word));
      item.element.hidden = !fits;
      if (fits) {
        count += 1;
        const more = counts(item, id);
        sum = sum.map((each, at) => each + more[at]);
      }
    }
    const [findings, fixed, left] = sum.map((each) => number.format(each));
    shown.value =
      `${number.format(count)} of ${number.format(items.length)} repositories, with ${findings} ` +
      `${sum[0] === 1 ? "finding" : "findings"}${id ? ` of ${id}` : ""}: ${fixed} repaired, ${left} left`;
    byId("nothing").hidden = count > 0;
    byId("unfold").disabled = count === 0 || count > MOST_UNFOLDED;
    mark();
  }

  function sort() {
    const keys = {
      findings: (a, b) => counts(b)[0] - counts(a)[0],
      left: (a, b) => counts(b)[2] - counts(a)[2],
      name: (a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0),
    };
    const compare = keys[order.value] ?? (() => 0);
    items.sort((a, b) => compare(a, b) || a.place - b.place);
    list.append(...items.map((item) => item.element));
  }

  // Marks what the search found in what is to be seen.
  function mark() {
    if (!("highlights" in CSS)) {
      return;
    }
    const wanted = words();
    const ranges = [];
    for (const item of wanted.length === 0 ? [] : items) {
      if (!item.element.hidden && ranges.length < MOST_MARKED) {
        const root = item.details.open ? item.element : item.summary;
        const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
          const lower = node.data.toLowerCase();
          // A few letters are longer in lower case; there the places would be wrong.
          for (const word of lower.length === node.data.length ? wanted : []) {
            for (let at = lower.indexOf(word); at >= 0; at = lower.indexOf(word, at + word.length)) {
              const range = new Range();
              range.setStart(node, at);
              range.setEnd(node, at + word.length);
              ranges.push(range);
            }
          }
        }
      }
    }
    CSS.highlights.set("found", new Highlight(...ranges));
  }

  // The choice as the address has it, so that it can be sent to somebody.
  function save() {
    const choice = new URLSearchParams();
    for (const [key, value] of [["search", search.value.trim()], ["codemod", codemod.value], ["order", order.value]]) {
      if (value) {
        choice.set(key, value);
      }
    }
    const among = outcomes.filter((box) => box.checked).map((box) => box.value);
    if (among.length > 0) {
      choice.set("outcome", among.join(","));
    }
    history.replaceState(null, "", `#${choice}`);
  }

  function load() {
    clearTimeout(waiting);
    const hash = location.hash.slice(1);
    if (hash && !hash.includes("=")) {
      // A place on the page, and no choice.
      apply();
      return;
    }
    const choice = new URLSearchParams(hash);
    const among = (choice.get("outcome") ?? "").split(",");
    search.value = choice.get("search") ?? "";
    for (const box of outcomes) {
      box.checked = among.includes(box.value);
    }
    for (const [select, key] of [[codemod, "codemod"], [order, "order"]]) {
      const value = choice.get(key) ?? "";
      const known = [...select.options].some((option) => option.value === value);
      select.value = known ? value : "";
    }
    sort();
    apply();
  }

  // A diff in files, each with its lines.
  function layOut(diff) {
    const files = document.createElement("div");
    files.className = "files";
    let file = null;
    let before = 0;
    let after = 0;
    let open = [0, 0];
    const lines = diff.textContent.split("\n");
    if (lines.at(-1) === "") {
      lines.pop();
    }
    for (const line of lines) {
      const sign = line[0] ?? " ";
      if (open[0] > 0 || open[1] > 0 || (file !== null && sign === "\\")) {
        const isAdded = sign === "+";
        const isRemoved = sign === "-";
        const isNeither = !isAdded && !isRemoved;
        const numbers = sign === "\\" ? ["", ""] : [isAdded ? "" : before, isRemoved ? "" : after];
        file.add(isAdded ? "ins" : isRemoved ? "del" : "span", line, numbers);
        if (sign !== "\\") {
          const [old, fresh] = [isRemoved || isNeither ? 1 : 0, isAdded || isNeither ? 1 : 0];
          before += old;
          after += fresh;
          open = [open[0] - old, open[1] - fresh];
        }
        continue;
      }
      const hunk = /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/.exec(line);
      if (file === null || line.startsWith("diff --git ") || (line.startsWith("--- ") && file.hasHunk)) {
        file = newFile(line);
        files.append(file.element);
      }
      if (hunk) {
        before = Number(hunk[1]);
        after = Number(hunk[3]);
        open = [Number(hunk[2] ?? 1), Number(hunk[4] ?? 1)];
        file.hasHunk = true;
        file.add("b", line, ["", ""]);
      } else {
        file.head(line);
      }
    }
    diff.replaceWith(files);
  }

  function newFile(first) {
    const make = (tag, name, content) => {
      const element = document.createElement(tag);
      element.className = name;
      element.textContent = content;
      return element;
    };
    const element = make("section", "file", "");
    const title = make("h5", "", "");
    const path = make("code", "", first.replace(/^diff --git /, ""));
    const note = make("span", "note", "");
    const delta = make("span", "delta", "");
    const lines = make("pre", "lines", "");
    const code = make("code", "", "");
    const count = { ins: 0, del: 0 };
    lines.tabIndex = 0;
    lines.setAttribute("aria-label", "Changed lines");
    title.append(path, note, delta);
    lines.append(code);
    element.append(title, lines);
    return {
      element,
      hasHunk: false,
      head(line) {
        const named = /^(?:---|\+\+\+) "?[ab]\/(.*?)"?\t?$/.exec(line);
        if (named) {
          path.textContent = named[1];
          lines.setAttribute("aria-label", `Changed lines of ${named[1]}`);
        } else if (/^(?:new|deleted) file|^rename |^old mode|^new mode/.test(line)) {
          note.textContent += ` ${line}`;
        }
      },
      add(tag, line, numbers) {
        const element = make(tag, "", line);
        element.dataset.before = numbers[0];
        element.dataset.after = numbers[1];
        code.append(element);
        if (tag in count) {
          count[tag] += 1;
          delta.textContent = `+${number.format(count.ins)} −${number.format(count.del)}`;
        }
      },
    };
  }

  function unfolded(event) {
    const item = items.find((each) => each.details === event.target);
    if (item?.details.open) {
      const diff = item.element.querySelector("pre.diff");
      if (diff) {
        text(item);
        layOut(diff);
      }
      // Once for all that are unfolded together.
      cancelAnimationFrame(painting);
      painting = requestAnimationFrame(mark);
    }
  }

  // Moves the focus among the repositories that are shown; those who type are left alone.
  function pressed(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    const isTyping = event.target.closest("input[type=search], select, textarea");
    if (event.key === "/" && !isTyping) {
      search.focus();
      search.select();
    } else if (event.key === "Escape" && event.target === search && search.value) {
      search.value = "";
      changed();
    } else if (event.target === search && (event.key === "ArrowDown" || event.key === "Enter")) {
      visible()[0]?.focus();
    } else if (event.target.parentElement?.parentElement?.parentElement === list) {
      const all = visible();
      const at = all.indexOf(event.target);
      const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[event.key];
      if (at < 0 || to === undefined) {
        return;
      }
      (to < 0 ? search : all[Math.min(to, all.length - 1)]).focus();
    } else {
      return;
    }
    event.preventDefault();
  }

  function visible() {
    return items.filter((item) => !item.element.hidden).map((item) => item.summary);
  }

  function changed() {
    apply();
    save();
  }

  function themed() {
    const label = byId("theme");
    const select = label.querySelector("select");
    const key = "iacfix-report-colours";
    const set = (value) => {
      select.value = value;
      document.documentElement.dataset.theme = value;
    };
    label.hidden = false;
    // Some browsers let a file remember nothing.
    try {
      set(localStorage.getItem(key) ?? "");
    } catch {
      set("");
    }
    select.addEventListener("change", () => {
      set(select.value);
      try {
        localStorage.setItem(key, select.value);
      } catch {
        // Then it holds until the page is left.
      }
    });
  }

  let waiting = 0;
  let painting = 0;
  search.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(changed, 120);
  });
  form.addEventListener("change", (event) => {
    if (event.target === order) {
      sort();
    }
    changed();
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", (event) => {
    event.preventDefault();
    history.replaceState(null, "", "#");
    load();
  });
  byId("unfold").addEventListener("click", () => {
    for (const item of items) {
      item.details.open ||= !item.element.hidden;
    }
  });
  byId("fold").addEventListener("click", () => {
    for (const item of items) {
      item.details.open = false;
    }
  });
  // It does not bubble.
  list.addEventListener("toggle", unfolded, true);
  document.addEventListener("keydown", pressed);
  // A choice that a link makes is not undone by what was typed just before.
  document.addEventListener("click", (event) => {
    if (event.target.closest("a[href^='#']")) {
      clearTimeout(waiting);
    }
  });
  addEventListener("hashchange", () => {
    load();
    // Where there is something to be seen of it.
    byId("repositories").focus();
  });
  form.hidden = false;
  themed();
  load();
})();
