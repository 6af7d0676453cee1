// The low-vision panel: makes its choices, puts a choice on <html>, keeps it on this device.
//
// The attributes `data-view-…` of <html> are the truth (panel_early.js sets them before the first
// paint, panel.css obeys them); the panel's radio buttons show them. The first value of a part is
// the page's own way and has no attribute. Names of values come from the page, in its language.
// Every change is said in the status line: «Цвета: белым по чёрному».
(function () {
  'use strict';

  var values = {
    size: ['', '125', '150', '175', '200'],
    scheme: ['', 'black-on-white', 'white-on-black', 'blue-on-sky', 'brown-on-beige', 'green-on-brown'],
    font: ['', 'serif'],
    letters: ['', 'wide', 'wider'],
    lines: ['', 'wide', 'wider'],
    images: ['', 'off']
  };
  var parts = Object.keys(values);
  var root = document.documentElement;
  var opener = document.getElementById('panel-opener');
  var panel = document.getElementById('panel');
  var status = document.getElementById('panel-status');

  function attribute(part) {
    return 'data-view-' + part;
  }

  function choose(part, value) {
    if (value) {
      root.setAttribute(attribute(part), value);
    } else {
      root.removeAttribute(attribute(part));
    }
  }

  // False if the browser refuses: then the choice lasts as long as the page.
  function keep() {
    var line = parts.filter(function (part) {
      return root.hasAttribute(attribute(part));
    }).map(function (part) {
      return part + '=' + root.getAttribute(attribute(part));
    }).join('&');
    try {
      localStorage.setItem('vitrina-view', line);
      return true;
    } catch (refused) {
      return false;
    }
  }

  function keepAndSay(text) {
    status.textContent = keep() ? text : text + ' ' + panel.dataset.notKept;
  }

  function fieldset(part) {
    return panel.querySelector('[data-view="' + part + '"]');
  }

  function makeChoices(part) {
    var group = fieldset(part);
    group.dataset.names.split('|').forEach(function (name, index) {
      var value = values[part][index];
      var label = document.createElement('label');
      var radio = document.createElement('input');
      radio.type = 'radio';
      radio.name = attribute(part);
      radio.value = value;
      label.dataset.value = value;
      label.append(radio, ' ' + name);
      group.append(label);
    });
  }

  // A value that is no longer known counts as the page's own way.
  function show() {
    parts.forEach(function (part) {
      var index = Math.max(0, values[part].indexOf(root.getAttribute(attribute(part))));
      fieldset(part).querySelectorAll('input')[index].checked = true;
    });
  }

  // Behind every picture stands in words what it shows; panel.css shows one or the other.
  function describePictures() {
    if (root.getAttribute(attribute('images')) !== 'off') {
      return;
    }
    document.querySelectorAll('img, svg[role="img"]').forEach(function (picture) {
      var title = picture.querySelector('title');
      var text = picture.getAttribute('alt') || picture.getAttribute('aria-label') ||
        (title && title.textContent) || '';
      var next = picture.nextElementSibling;
      if (!text.trim() || (next && next.classList.contains('picture-text'))) {
        return;
      }
      var words = document.createElement('span');
      words.className = 'picture-text';
      words.textContent = panel.dataset.picture + ' ' + text.trim();
      picture.after(words);
    });
  }

  function toggle(open) {
    panel.hidden = !open;
    opener.setAttribute('aria-expanded', String(open));
  }

  function close() {
    toggle(false);
    opener.focus();
  }

  function follow() {
    show();
    describePictures();
  }

  parts.forEach(makeChoices);
  follow();
  opener.addEventListener('click', function () {
    toggle(panel.hidden);
  });
  document.getElementById('panel-close').addEventListener('click', close);
  panel.addEventListener('keydown', function (event) {
    if (event.key === 'Escape') {
      close();
    }
  });
  panel.addEventListener('change', function (event) {
    var group = event.target.closest('fieldset');
    choose(group.dataset.view, event.target.value);
    describePictures();
    keepAndSay(group.querySelector('legend').textContent + ': ' +
      event.target.closest('label').textContent.trim() + '.');
  });
  document.getElementById('panel-reset').addEventListener('click', function () {
    parts.forEach(function (part) {
      choose(part, '');
    });
    show();
    keepAndSay(panel.dataset.wasReset);
  });
  addEventListener('storage', follow);
  addEventListener('pageshow', follow);
})();
