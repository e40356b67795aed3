// What the browser adds to every page: the reader's choice of light or dark, and alerts that follow the clock.
// Pages are whole without it. Loaded in the head, so that a stored choice of colours is there before the first paint.
(function () {
  "use strict";
  var root = document.documentElement;
  root.classList.remove("no-js");
  var LONGEST_TIMER_MS = 2147483647;
  var REFRESH_MS = 5 * 60 * 1000;

  function stored(key, value) {
    try {
      if (value === undefined) return localStorage.getItem(key);
      localStorage.setItem(key, value);
    } catch (error) { /* private windows may refuse storage: the page works without */ }
    return null;
  }

  var theme = stored("theme");
  if (theme === "dark" || theme === "light") root.dataset.theme = theme;
  var language = location.pathname.match(/\/(vi|en|fr|ja|ko|zh-Hans)\//);
  if (language) stored("language", language[1]);

  // The door at / leads on to the language chosen last; /#choose shows the choice again.
  function passDoor() {
    var chosen = stored("language");
    if (document.body.dataset.chooser !== undefined && chosen && !location.hash) location.replace(chosen + "/");
  }

  function offerTheme() {
    var button = document.querySelector("[data-theme-button]");
    if (!button) return;
    button.hidden = false;
    button.addEventListener("click", function () {
      var dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
      root.dataset.theme = dark ? "light" : "dark";
      stored("theme", root.dataset.theme);
    });
  }

  // Calls `act` now and again at each of the instants that is still to come.
  function followClock(instants, act) {
    act();
    var next = instants.filter(function (at) { return at > Date.now(); }).sort(function (a, b) { return a - b; })[0];
    if (next === undefined) return;
    setTimeout(function () { followClock(instants, act); }, Math.min(next - Date.now() + 50, LONGEST_TIMER_MS));
  }

  function phaseOf(starts, ends) {
    var now = Date.now();
    return now >= ends ? "past" : now >= starts ? "current" : "future";
  }

  function times(element) {
    return [Date.parse(element.dataset.starts), Date.parse(element.dataset.ends)];
  }

  function updateNotice(element) {
    var phase = phaseOf.apply(null, times(element));
    var words = element.querySelector("[data-phase-words]");
    if (words) {
      words.className = "phase " + phase;
      words.textContent = words.dataset[phase];
      element.classList.remove("future", "current", "past");
      element.classList.add(phase);
    }
    var list = document.querySelector('[data-phase-list="' + phase + '"]');
    var inList = element.closest("[data-phase-list]");
    if (list && inList && list !== inList) {
      list.prepend(element);
      list.closest("section").hidden = false;
      element.classList.toggle("over-now", phase === "past");
      var current = document.querySelector('[data-phase-list="current"]');
      document.querySelector("[data-empty]").hidden = current.children.length > 0;
    }
  }

  function followNotices() {
    document.querySelectorAll("[data-notice]").forEach(function (element) {
      followClock(times(element), function () { updateNotice(element); });
    });
  }

  function strip(alert, base) {
    var line = document.createElement("p");
    line.className = "strip " + alert.severity;
    var link = line.appendChild(document.createElement("a"));
    link.href = base + alert.href;
    var bold = link.appendChild(document.createElement("b"));
    bold.textContent = alert.severity_words + (alert.is_test ? " (" + alert.test_words + ")" : "");
    link.append(["", alert.headline, alert.areas, alert.until].join(" · "));
    return line;
  }

  function showBanner(place, alerts) {
    var base = place.dataset.banner.replace("alerts/banner.json", "");
    var instants = [];
    alerts.forEach(function (alert) { instants.push(Date.parse(alert.starts), Date.parse(alert.ends)); });
    followClock(instants, function () {
      var current = alerts.filter(function (alert) {
        return phaseOf(Date.parse(alert.starts), Date.parse(alert.ends)) === "current";
      });
      place.replaceChildren.apply(place, current.map(function (alert) { return strip(alert, base); }));
    });
  }

  function loadBanner(place) {
    fetch(place.dataset.banner, { cache: "no-cache" })
      .then(function (reply) { return reply.ok ? reply.json() : Promise.reject(reply.status); })
      .then(function (data) { showBanner(place, data.alerts); })
      .catch(function () { /* offline: what was shown stays, and the next try comes with the next refresh */ });
  }

  document.addEventListener("DOMContentLoaded", function () {
    passDoor();
    offerTheme();
    followNotices();
    var place = document.querySelector("[data-banner]");
    if (place) {
      loadBanner(place);
      setInterval(loadBanner, REFRESH_MS, place);
    }
  });
})();
