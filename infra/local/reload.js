// Asks how the last build of build.py --watch went: shows the page anew, or what has to be mended above it.
(function () {
  "use strict";
  var seen = document.currentScript.dataset.build;
  var EVERY_MS = 250;
  var box;

  function tell(lines) {
    if (!box) {
      box = document.createElement("pre");
      box.id = "mistakes";
      box.setAttribute("role", "alert");
      box.style.cssText = "position:fixed;inset:auto 0 0 0;max-height:60vh;overflow:auto;margin:0;padding:1rem;z-index:99;" +
        "white-space:pre-wrap;font:15px/1.5 monospace;background:#7a1420;color:#fff";
      document.body.append(box);
    }
    box.textContent = lines.join("\n") + "\n\nThe page is as it was before: mend the lines above and save.";
  }

  function ask() {
    if (document.hidden) return again();
    fetch("/dev/build.json", { cache: "no-store" }).then(function (reply) { return reply.json(); }).then(function (state) {
      if (state.mistakes.length) tell(state.mistakes);
      else if (state.build && (state.build !== seen || box)) return location.reload();
      seen = state.build;
      again();
    }, again);
  }

  function again() { setTimeout(ask, EVERY_MS); }

  ask();
})();
