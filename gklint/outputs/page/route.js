/* What is shown: the index or a document, by the page's address, by click and by key. */

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
