// Remembers the reader's class on this device, so that home leads to it at once. Nothing is sent.
//
// A class page has a button that keeps or forgets its class; the home page leads to the kept class by
// the address of its own link (`data-class`). Without storage, or without the class, nothing shows.
(function () {
  'use strict';

  var key = 'vitrina-class';

  function withStorage(action) {
    try {
      return action(window.localStorage);
    } catch (refused) {
      return null;
    }
  }

  function kept() {
    return withStorage(function (storage) {
      return storage.getItem(key);
    });
  }

  function keep(value) {
    withStorage(function (storage) {
      if (value) {
        storage.setItem(key, value);
      } else {
        storage.removeItem(key);
      }
    });
  }

  function canKeep() {
    return withStorage(function (storage) {
      storage.setItem(key + '-try', '1');
      storage.removeItem(key + '-try');
      return true;
    });
  }

  var place = document.querySelector('[data-my-class-of]');
  if (place && canKeep()) {
    var button = place.querySelector('button');
    var own = place.dataset.myClassOf;
    var show = function () {
      button.textContent = kept() === own ? place.dataset.forget : place.dataset.remember;
    };
    button.addEventListener('click', function () {
      keep(kept() === own ? '' : own);
      show();
    });
    show();
    place.hidden = false;
  }

  var home = document.querySelector('[data-my-class]');
  var chosen = null;
  document.querySelectorAll('[data-class]').forEach(function (link) {
    if (link.dataset.class === kept()) {
      chosen = link;
    }
  });
  if (home && chosen) {
    var open = home.querySelector('a');
    open.href = chosen.href;
    open.textContent += ' ' + chosen.getAttribute('aria-label');
    home.querySelector('button').addEventListener('click', function () {
      keep('');
      home.hidden = true;
    });
    home.hidden = false;
  }
})();
