// What the reader chose in the low-vision panel, put on <html> before anything is painted.
//
// This script alone is not deferred: with it a page never shows first in other colours or sizes.
// `localStorage` keeps one line, `size=150&scheme=white-on-black`; a part becomes the attribute
// `data-view-size="150"`, which panel.css obeys. A part that is not there is the page's own way.
// The class `has-panel` says that scripts run, so the panel's opener takes its place at once.
(function () {
  'use strict';
  var root = document.documentElement;
  var parts = ['size', 'scheme', 'images', 'letters', 'lines', 'font'];

  function apply() {
    var kept = '';
    try {
      kept = localStorage.getItem('vitrina-view') || '';
    } catch (refused) {
      return;
    }
    parts.forEach(function (part) {
      var found = new RegExp('(?:^|&)' + part + '=([a-z0-9-]+)(?:&|$)').exec(kept);
      if (found) {
        root.setAttribute('data-view-' + part, found[1]);
      } else {
        root.removeAttribute('data-view-' + part);
      }
    });
  }

  root.classList.add('has-panel');
  apply();
  // Another tab has changed the choice, or the browser shows again a page that it kept.
  addEventListener('storage', apply);
  addEventListener('pageshow', function (event) {
    if (event.persisted) {
      apply();
    }
  });
})();
