/* Index and documents of one page. Everything is in the page already: this shows, hides, sorts and
   marks. Addresses: #index, #d3 (a document), #d3-m2 / #d3-f2 (place and entry of finding 2),
   #d3-c… (a cell). Kept to what browsers of 2017 understand. */
(function () {
  "use strict";
  var root = document.documentElement;
  var words = document.getElementById("words").dataset;
  var index = words.index ? document.getElementById("index") : null;
  var docs = {};
  var order = [];
  var current = 0;
  var indexAt = 0;
  var stay = null; // what keeps the focus on the next way to a place
  var heading = document.title;
  root.classList.add("js");

  function all(selector, within) {
    return Array.prototype.slice.call((within || document).querySelectorAll(selector));
  }

  function make(tag, name, text) {
    var made = document.createElement(tag);
    if (name) made.className = name;
    if (text) made.textContent = text;
    return made;
  }

  function say(template, values) {
    return template.replace(/\{(\w+)\}/g, function (_, name) { return values[name]; });
  }

  all("section.doc").forEach(function (section) {
    docs[section.dataset.n] = section;
    order.push(+section.dataset.n);
  });

  /* ---- One document ---- */

  // A text kept in <noscript> becomes elements when it is wanted. It was escaped when it was made.
  function ready(section) {
    if (section.dataset.ready) return;
    section.dataset.ready = "1";
    var kept = Array.prototype.filter.call(section.children, function (child) {
      return child.tagName === "NOSCRIPT";
    })[0];
    if (kept) {
      var box = make("div");
      box.innerHTML = kept.textContent;
      section.replaceChild(box, kept);
    }
    levels(section);
  }

  function bar(section) {
    if (section.querySelector("nav.bar") || !index) return;
    var nav = make("nav", "bar");
    var n = +section.dataset.n;
    var shown = visible();
    nav.appendChild(link("#index", "← " + words.back));
    var at = shown.indexOf(n);
    var before = shown[at - 1], after = shown[at + 1];
    nav.appendChild(link(at > 0 ? "#d" + before : "", words.previous));
    nav.appendChild(link(at >= 0 && after ? "#d" + after : "", words.next));
    nav.appendChild(make("span", "nth", say(words.nth, { n: at + 1 || n, all: shown.length })));
    section.insertBefore(nav, section.firstChild);
  }

  function link(href, text) {
    var made = make(href ? "a" : "span", "step", text);
    if (href) made.href = href;
    return made;
  }

  function levels(section) {
    var place = section.querySelector("p.levels");
    var entries = all("article.f", section);
    if (!place || entries.length < 2) return;
    var groups = [["", words.all, entries.length]];
    function group(attribute, keys) {
      var first = true;
      keys.forEach(function (key) {
        var n = entries.filter(function (entry) { return entry.dataset[attribute] === key; }).length;
        if (n) groups.push([attribute + ":" + key, words[key], n, first]);
        first = first && !n;
      });
    }
    group("level", ["mend", "review", "info", "reading"]);
    group("status", ["new", "persisting", "settled", "unclear"]);
    if (groups.length < 3) return;
    groups.forEach(function (item, i) {
      var button = make("button", "level" + (item[3] ? " first" : ""), item[1] + " " + item[2]);
      button.type = "button";
      button.setAttribute("aria-pressed", i === 0 ? "true" : "false");
      button.addEventListener("click", function () { only(section, place, button, item[0]); });
      place.appendChild(button);
    });
  }

  function only(section, place, button, wanted) {
    var parts = wanted.split(":");
    var gone = {};
    all("button", place).forEach(function (other) {
      other.setAttribute("aria-pressed", other === button ? "true" : "false");
    });
    all("article.f", section).forEach(function (entry) {
      entry.hidden = wanted !== "" && entry.dataset[parts[0]] !== parts[1];
      if (entry.hidden && entry.dataset.f) gone[entry.dataset.f] = true;
    });
    all("details.more", section).forEach(function (more) {
      more.hidden = !more.querySelector("article.f:not([hidden])");
      if (wanted && !more.hidden) more.open = true;
    });
    all(".paper [data-f]", section).forEach(function (mark) {
      mark.classList.toggle("quiet", mark.dataset.f.split(" ").every(function (n) { return gone[n]; }));
    });
  }

  function numbersOf(element) { return element.dataset.f ? element.dataset.f.split(" ") : []; }

  function activate(section, number) {
    all(".on", section).forEach(function (element) { element.classList.remove("on"); });
    section.dataset.on = number;
    all("[data-f]", section).forEach(function (element) {
      if (numbersOf(element).indexOf(number) >= 0) element.classList.add("on");
    });
  }

  function reveal(section, number) {
    var entry = document.getElementById(section.id + "-f" + number);
    if (!entry) return null;
    if (entry.hidden) {
      var everything = section.querySelector("p.levels button");
      if (everything) everything.click();
    }
    for (var up = entry.parentNode; up && up !== section; up = up.parentNode) {
      if (up.tagName === "DETAILS") up.open = true;
    }
    var list = section.querySelector(".list");
    if (list && list.scrollHeight > list.clientHeight + 4) {
      var box = list.getBoundingClientRect(), at = entry.getBoundingClientRect();
      if (at.top < box.top || at.bottom > box.bottom) list.scrollTop += at.top - box.top - 48;
    }
    return entry;
  }

  function sideBySide(section) {
    var list = section.querySelector(".list"), paper = section.querySelector(".paper");
    return list && paper && paper.getBoundingClientRect().left > list.getBoundingClientRect().left + 40;
  }

  /* ---- What is shown ---- */

  function show(n) {
    if (index && !index.hidden && n) indexAt = window.pageYOffset;
    order.forEach(function (other) { docs[other].hidden = other !== n; });
    if (index) index.hidden = n !== 0;
    root.classList.toggle("on-document", n !== 0);
    if (n) {
      ready(docs[n]);
      var old = docs[n].querySelector("nav.bar");
      if (old) docs[n].removeChild(old);
      bar(docs[n]);
    }
    var changed = current !== n;
    current = n;
    document.title = n ? docs[n].querySelector("h2").textContent.trim() + " · " + heading : heading;
    return changed;
  }

  function route() {
    var hash = "";
    try { hash = decodeURIComponent(location.hash.slice(1)); } catch (e) { hash = ""; }
    var found = /^d(\d+)(?:-([fmc])(.+))?$/.exec(hash);
    if (!found || !docs[found[1]]) {
      if (hash === "main") return;
      var back = current;
      if (!index) { show(order[0]); return; }
      show(0);
      if (back) {
        window.scrollTo(0, indexAt);
        var line = document.querySelector('tr[data-n="' + back + '"] a');
        if (line) line.focus({ preventScroll: true });
      }
      return;
    }
    var section = docs[found[1]];
    var changed = show(+found[1]);
    if (!found[2]) {
      if (changed) { window.scrollTo(0, 0); section.focus({ preventScroll: true }); }
      return;
    }
    var target = document.getElementById(hash);
    if (!target) return;
    if (found[2] === "c") {
      all(".at-cell", section).forEach(function (cell) { cell.classList.remove("at-cell"); });
      target.classList.add("at-cell");
      target.scrollIntoView({ block: "center", inline: "center" });
      return;
    }
    activate(section, found[3]);
    var entry = reveal(section, found[3]);
    if (found[2] === "m") target.scrollIntoView({ block: "center", inline: "nearest" });
    else if (entry && !sideBySide(section)) entry.scrollIntoView({ block: "center" });
    // Enter leads from an entry to its place and from there back.
    var end = stay || section.querySelector(found[2] === "m"
      ? '.paper a.k[data-f="' + found[3] + '"]' : "#" + target.id + " a.no");
    stay = null;
    if (end) end.focus({ preventScroll: true });
  }

  function go(hash) {
    if (location.hash === hash) route(); else location.hash = hash;
  }

  document.addEventListener("click", function (event) {
    var target = event.target;
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey) return;
    var rule = target.closest("a[data-rule]");
    if (rule) {
      event.preventDefault();
      choose(rule.dataset.rule);
      return;
    }
    var anchor = target.closest("a[href^='#']");
    if (anchor) {
      if (anchor.hash === location.hash) { event.preventDefault(); route(); }
      return;
    }
    if (target.closest("button, summary, input, select, label") || String(window.getSelection())) return;
    var entry = target.closest("article.f");
    if (entry) {
      var to = entry.querySelector("h4 a.no");
      if (to) go(to.getAttribute("href"));
      return;
    }
    var mark = target.closest(".paper [data-f]");
    if (mark) {
      var section = mark.closest("section.doc");
      var known = numbersOf(mark);
      var next = known[(known.indexOf(section.dataset.on) + 1) % known.length];
      go("#" + section.id + "-f" + next);
    }
  });

  function step(by) {
    var section = docs[current];
    var entries = all("article.f[data-f]", section).filter(function (e) { return !e.hidden; });
    if (!entries.length) return;
    var on = entries.map(function (e) { return e.dataset.f; }).indexOf(section.dataset.on);
    var at = on < 0 ? (by > 0 ? 0 : entries.length - 1) : on + by;
    var entry = entries[Math.max(0, Math.min(entries.length - 1, at))];
    var to = entry.querySelector("h4 a.no");
    var hash = to ? to.getAttribute("href") : "#" + entry.id;
    stay = to;
    if (location.hash === hash) route(); else location.replace(hash);
  }

  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (/^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName)) {
      if (event.key === "Escape") event.target.blur();
      return;
    }
    var key = event.key;
    if (current) {
      var to = { n: 2, p: 1, u: 0 }[key];
      if (key === "j" || key === "k") step(key === "j" ? 1 : -1);
      else if (to !== undefined && index) {
        var steps = all("nav.bar .step", docs[current]);
        if (steps[to] && steps[to].href) location.hash = steps[to].getAttribute("href");
      }
    } else if (key === "/" && document.getElementById("q")) {
      event.preventDefault();
      document.getElementById("q").focus();
    }
  });

  /* ---- The index: filter and sort ---- */

  var table = document.querySelector("table.index");
  var rows = table ? all("tbody tr", table) : [];
  var tools = document.querySelector(".tools");
  var query = document.getElementById("q");
  var kind = document.getElementById("kind");
  var level = document.getElementById("level");
  var told = document.getElementById("shown");
  var verdict = "";
  var titles = {};

  function visible() {
    if (!rows.length) return order;
    return all("tbody tr", table).filter(function (row) { return !row.hidden; })
      .map(function (row) { return +row.dataset.n; });
  }

  function haystack(row) {
    if (!row.haystack) {
      var rules = row.dataset.rules.split(" ").map(function (item) {
        return titles[item.split(":")[0]] || "";
      });
      row.haystack = (row.textContent + " " + rules.join(" ")).toLowerCase();
    }
    return row.haystack;
  }

  function filter() {
    var wanted = query.value.toLowerCase().split(/\s+/).filter(Boolean);
    var count = 0;
    rows.forEach(function (row) {
      var fits = (!verdict || row.dataset.verdict === verdict) &&
        wanted.every(function (word) { return haystack(row).indexOf(word) >= 0; });
      if (fits && (kind.value || level.value)) {
        fits = row.dataset.rules.split(" ").some(function (item) {
          var parts = item.split(":");
          return item && parts[0].indexOf(kind.value) === 0 && (!level.value || parts[1] === level.value);
        });
      }
      row.hidden = !fits;
      count += fits ? 1 : 0;
    });
    told.textContent = count ? say(told.dataset.text, { shown: count, all: rows.length }) : told.dataset.none;
  }

  function choose(rule) {
    kind.value = rule;
    filter();
    tools.scrollIntoView({ block: "start" });
    kind.focus({ preventScroll: true });
  }

  function sort(head, button) {
    var column = Array.prototype.indexOf.call(head.parentNode.children, head);
    var numeric = head.dataset.numeric !== undefined;
    var down = head.getAttribute("aria-sort") === "ascending" ||
      (numeric && head.getAttribute("aria-sort") === null && head.dataset.sort !== "verdict");
    all("th", head.parentNode).forEach(function (other) { other.removeAttribute("aria-sort"); });
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
    function value(row) {
      var cell = row.children[column];
      var text = cell.dataset.v !== undefined ? cell.dataset.v : cell.textContent.trim();
      return numeric ? parseFloat(text) || 0 : text;
    }
    var keyed = rows.map(function (row) { return [value(row), +row.dataset.n, row]; });
    var collator = window.Intl ? new Intl.Collator(root.lang) : null;
    keyed.sort(function (a, b) {
      var by = numeric ? a[0] - b[0] : collator ? collator.compare(a[0], b[0]) : a[0] < b[0] ? -1 : +(a[0] > b[0]);
      return (down ? -by : by) || a[1] - b[1];
    });
    var body = table.tBodies[0];
    keyed.forEach(function (item) { body.appendChild(item[2]); });
    button.focus();
  }

  if (table) {
    all("option", kind).forEach(function (option) {
      if (option.value) titles[option.value] = option.textContent;
    });
    all("th[data-sort]", table).forEach(function (head) {
      var button = make("button", "sort", head.textContent);
      button.type = "button";
      button.title = say(words.sort, { column: head.textContent });
      head.textContent = "";
      head.appendChild(button);
      button.addEventListener("click", function () { sort(head, button); });
    });
    var tiles = all(".tile").map(function (tile) {
      var button = make("button", tile.className);
      button.type = "button";
      button.innerHTML = tile.innerHTML;
      button.setAttribute("aria-pressed", "false");
      button.addEventListener("click", function () {
        verdict = verdict === tile.dataset.verdict ? "" : tile.dataset.verdict;
        tiles.forEach(function (other) { other.setAttribute("aria-pressed", "false"); });
        if (verdict) button.setAttribute("aria-pressed", "true");
        filter();
      });
      tile.parentNode.replaceChild(button, tile);
      return button;
    });
    query.addEventListener("input", filter);
    kind.addEventListener("change", filter);
    level.addEventListener("change", filter);
    document.getElementById("reset").addEventListener("click", function () {
      query.value = kind.value = level.value = verdict = "";
      tiles.forEach(function (tile) { tile.setAttribute("aria-pressed", "false"); });
      filter();
    });
    tools.hidden = false;
    filter();
  }

  /* ---- Printing: from the index everything that is shown, from a document that document ---- */

  var closed = [];
  window.addEventListener("beforeprint", function () {
    if (!current) {
      visible().forEach(function (n) {
        ready(docs[n]);
        docs[n].hidden = false;
      });
    }
    closed = all("section:not([hidden]) details:not([open])");
    closed.forEach(function (details) { details.open = true; });
  });
  window.addEventListener("afterprint", function () {
    closed.forEach(function (details) { details.open = false; });
    show(current);
  });

  window.addEventListener("hashchange", route);
  route();
  // The browser goes to the address itself once all is loaded, and less kindly.
  if (location.hash) window.addEventListener("load", function () { setTimeout(route, 0); });
})();
