// The search page: what is typed, what is shown. The engine, the list and the parts are loaded by the first search.
(function () {
  "use strict";
  var PAGE = 20;
  var TYPING_MS = 250; // parts are asked for when the reader pauses, the list is searched with every letter

  function read(address) {
    return fetch(address, { cache: "no-cache" }).then(function (reply) { return reply.ok ? reply.json() : Promise.reject(reply.status); });
  }

  function loadEngine(address) {
    return new Promise(function (resolve, reject) {
      var script = document.createElement("script");
      script.src = address;
      script.onload = resolve;
      script.onerror = reject;
      document.head.append(script);
    });
  }

  function loadFinder(form) {
    return Promise.all([
      import(new URL(form.dataset.finder, document.baseURI)), read(form.dataset.list), loadEngine(form.dataset.engine),
    ]).then(function (loaded) {
      return new loaded[0].Finder(window.MiniSearch, loaded[1], function (part) { return read(form.dataset.parts + part + ".json"); });
    });
  }

  function part(name, className, text) {
    var element = document.createElement(name);
    if (className) element.className = className;
    element.textContent = text;
    return element;
  }

  function row(result, base) {
    var place = part("li", "found", "");
    var link = part("a", "", result.title);
    link.href = base + result.address;
    var over = part("p", "over", result.kind);
    if (result.phase) over.append(" ", part("span", "phase", result.phase));
    var title = part("h2", "", "");
    title.append(link);
    if (result.lang) title.lang = result.lang;
    place.append(over, title);
    if (result.about) place.append(part("p", "", result.about));
    return place;
  }

  document.addEventListener("DOMContentLoaded", function () {
    var form = document.querySelector("[data-search]");
    var list = document.querySelector("[data-results]");
    var status = document.querySelector("[data-status]");
    var more = document.querySelector("[data-more]");
    var input = form.elements.q;
    var words = form.dataset;
    var finder, timer, shown;

    function tell(lines) {
      status.replaceChildren.apply(status, lines.map(function (line) { return part("span", "", line); }));
    }

    function showRows(results, from) {
      list.append.apply(list, results.slice(from, from + PAGE).map(function (result) { return row(result, words.base); }));
      more.hidden = from + PAGE >= results.length;
    }

    function show(ready, query, note) {
      var found = ready.find(query, Date.now());
      var same = shown && shown.join() === found.results.map(function (result) { return result.id; }).join();
      if (!same) {
        shown = found.results.map(function (result) { return result.id; });
        list.replaceChildren();
        showRows(found.results, 0);
      }
      more.onclick = function () {
        var from = list.children.length;
        showRows(found.results, from);
        list.children[from].querySelector("a").focus();
      };
      return [found.results.length ? words.count.replace("{}", found.results.length) : words.none,
        found.isPartly ? words.partly : "", note].filter(Boolean);
    }

    function clear() {
      shown = undefined;
      list.replaceChildren();
      more.hidden = true;
    }

    function fail() {
      finder = undefined;
      clear();
      tell([words.failed]);
    }

    function search(pause) {
      var query = input.value.trim();
      clearTimeout(timer);
      if (!query) { clear(); tell([]); return; }
      var isCurrent = function () { return query === input.value.trim(); };
      if (!finder) {
        tell([words.busy]);
        finder = loadFinder(form);
      }
      finder.then(function (ready) {
        if (!isCurrent()) return;
        show(ready, query, "");
        timer = setTimeout(function () {
          history.replaceState(null, "", "?q=" + encodeURIComponent(query));
          ready.load(query).then(function (isWhole) {
            if (!isWhole) finder = undefined; // perhaps the list is an old one: the next search asks for it again
            if (isCurrent()) tell(show(ready, query, isWhole ? "" : words.gap));
          }).catch(fail);
        }, pause);
      }).catch(fail);
    }

    // Arrow keys lead from the field through the results and back.
    function step(event) {
      if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
      var stops = [input].concat(Array.from(list.querySelectorAll("a")));
      var next = stops[stops.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : -1)];
      if (stops.indexOf(document.activeElement) < 0 || !next) return;
      event.preventDefault();
      next.focus();
    }

    input.value = new URLSearchParams(location.search).get("q") || "";
    input.addEventListener("input", function () { search(TYPING_MS); });
    form.addEventListener("submit", function (event) { event.preventDefault(); search(0); });
    document.addEventListener("keydown", step);
    if (input.value.trim()) search(0);
  });
})();
