// Marks what runs now and what has passed.
//
// Published pages never hold today's date: elements carry the first and the last day of what they
// tell about (`data-from`, `data-to`, either may be missing), and this script compares them with
// the reader's own day. Running elements get the class `is-running`, past ones `is-past`, both a
// visible word; the words stand on <body>, in the language of the page. The page is first drawn when
// it has run (`blocking="render"`), so that nothing moves.
(function () {
  'use strict';

  function localDay() {
    var now = new Date();
    var pad = function (number) {
      return (number < 10 ? '0' : '') + number;
    };
    return now.getFullYear() + '-' + pad(now.getMonth() + 1) + '-' + pad(now.getDate());
  }

  // Days as `YYYY-MM-DD` compare as text; a time behind the day does not count.
  function stateOn(day, from, to) {
    if (to && to.slice(0, 10) < day) {
      return 'past';
    }
    return (from || to) && (!from || from.slice(0, 10) <= day) ? 'running' : '';
  }

  // Where the word may stand: not every element that has a period may hold text itself.
  function placeOfMark(element) {
    var inside = {
      DL: 'dd',
      TR: 'th, td',
      TBODY: 'th',
      SECTION: 'h2, h3, h4',
      ARTICLE: 'h1, h2, h3'
    }[element.tagName];
    return element.querySelector('[data-now-mark]') || (inside && element.querySelector(inside)) || element;
  }

  var day = localDay();
  var words = {running: document.body.dataset.nowRunning, past: document.body.dataset.nowPast};
  document.querySelectorAll('[data-from], [data-to]').forEach(function (element) {
    var state = stateOn(day, element.dataset.from, element.dataset.to);
    if (!state) {
      return;
    }
    element.classList.add('is-' + state);
    var mark = document.createElement('span');
    mark.className = 'now-mark';
    mark.textContent = words[state];
    placeOfMark(element).append(' ', mark);
  });
  // A short list of what is next leaves out what has passed, unless nothing else is in it.
  document.querySelectorAll('[data-now-next]').forEach(function (list) {
    var past = list.querySelectorAll('.is-past');
    past.forEach(function (element) {
      element.hidden = past.length < list.children.length;
    });
  });
})();
