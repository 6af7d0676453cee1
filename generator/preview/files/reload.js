// Shows the page anew when its sources were saved. Only the preview adds this script to a page.
(function () {
  'use strict';

  var me = document.currentScript;
  var seen = me.dataset.seen;
  var head = headOf(document);
  var waiting = null;
  var pause = 1000;

  // What the page brought in its head; scripts may add to it later.
  function headOf(page) {
    return Array.from(page.head.children)
      .filter(function (part) { return !part.dataset || !('seen' in part.dataset); })
      .map(function (part) { return part.outerHTML; })
      .join('\n');
  }

  function ask() {
    if (waiting || document.hidden) { return; }
    waiting = new AbortController();
    var query = '?page=' + encodeURIComponent(location.pathname) + '&seen=' + seen;
    fetch('/_vitrina/changes' + query, {cache: 'no-store', signal: waiting.signal})
      .then(function (answer) { return answer.ok ? answer.json() : Promise.reject(answer.status); })
      .then(function (answer) {
        pause = 1000;
        return answer.moved ? location.replace(answer.moved + location.hash)
          : answer.seen === seen ? undefined : refresh();
      })
      .then(function () { waiting = null; ask(); }, retry);
  }

  // Silent while the preview is stopped: the page stays readable and comes alive with the next start.
  function retry(reason) {
    waiting = null;
    if (reason && reason.name === 'AbortError') { return; }
    setTimeout(ask, pause);
    pause = Math.min(pause * 2, 5000);
  }

  function refresh() {
    return fetch(location.href, {cache: 'no-store'})
      .then(function (answer) { return answer.text(); })
      .then(function (text) {
        var page = new DOMParser().parseFromString(text, 'text/html');
        var script = page.querySelector('script[data-seen]');
        if (!script || headOf(page) !== head) { return location.reload(); }
        seen = script.dataset.seen;
        replaceBody(page);
      });
  }

  // The same part of the old and of the new page: by its id, else by what it says, else by order.
  function keysOf(parts, words) {
    var counts = {};
    return parts.map(function (part) {
      var key = part.id || words(part);
      counts[key] = (counts[key] || 0) + 1;
      return key + '\n' + counts[key];
    });
  }

  function detailsOf(body) {
    var parts = Array.from(body.querySelectorAll('details'));
    var keys = keysOf(parts, function (part) {
      var summary = part.querySelector('summary');
      return summary ? summary.textContent : '';
    });
    return parts.map(function (part, i) { return {key: keys[i], part: part}; });
  }

  function fieldsOf(body) {
    var parts = Array.from(body.querySelectorAll('input, select, textarea'));
    var keys = keysOf(parts, function (part) {
      return part.name + '\n' + (/^(radio|checkbox)$/.test(part.type) ? part.value : '');
    });
    return parts.map(function (part, i) { return {key: keys[i], part: part}; });
  }

  function keep(before, after, carry) {
    var old = {};
    before.forEach(function (one) { old[one.key] = one.part; });
    after.forEach(function (one) { if (old[one.key]) { carry(old[one.key], one.part); } });
  }

  function keepField(old, part) {
    if (old.type !== part.type || part.type === 'file') { return; }
    if (part.type === 'radio' || part.type === 'checkbox') { part.checked = old.checked; }
    else { part.value = old.value; }
  }

  function replaceBody(page) {
    var x = window.scrollX;
    var y = window.scrollY;
    var focus = document.activeElement && document.activeElement.id;
    var details = detailsOf(document.body);
    var fields = fieldsOf(document.body);
    document.body.replaceWith(document.adoptNode(page.body));
    runAgain();
    keep(details, detailsOf(document.body), function (old, part) { part.open = old.open; });
    keep(fields, fieldsOf(document.body), keepField);
    window.scrollTo({left: x, top: y, behavior: 'instant'});
    var focused = focus && document.getElementById(focus);
    if (focused) { focused.focus({preventScroll: true}); }
  }

  // Enhancements of the new body; a script runs once for each element that names it.
  function runAgain() {
    document.querySelectorAll('head script[src]').forEach(function (old) {
      if (old === me) { return; }
      var script = document.createElement('script');
      script.src = old.src;
      script.async = false;
      script.defer = old.defer;
      old.replaceWith(script);
    });
  }

  document.addEventListener('visibilitychange', function () {
    if (document.hidden && waiting) { waiting.abort(); }
    ask();
  });
  window.addEventListener('pagehide', function () { if (waiting) { waiting.abort(); } });
  window.addEventListener('pageshow', ask);
  document.addEventListener('DOMContentLoaded', ask);
})();
