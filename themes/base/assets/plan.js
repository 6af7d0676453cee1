// The filter of a plan's table: by words, who is responsible, for whom, and month.
//
// The form stands in the page, hidden, and is shown by this script; its choices are gathered from the
// rows (`data-responsible`, `data-participants`, `data-days`) and from the bar of months. Nothing is
// remembered: a reader who comes back sees the whole plan. A link to a month unfolds it.
(function () {
  'use strict';

  var form = document.querySelector('.plan-filter');
  var table = document.querySelector('.plan-table');
  if (!form || !table) {
    return;
  }
  var rows = Array.from(table.querySelectorAll('tbody tr[id]'));
  var status = form.querySelector('[role="status"]');

  function fold(text) {
    return text.toLowerCase().replace(/ё/g, 'е').replace(/\s+/g, ' ').trim();
  }

  function list(text, separator) {
    return text ? text.split(separator) : [];
  }

  // A cell of the task may stand for several rows: it goes with the first of them that is shown.
  function findSpans() {
    var spans = [];
    rows.forEach(function (row, at) {
      Array.from(row.cells).forEach(function (cell, column) {
        if (cell.rowSpan > 1) {
          spans.push({cell: cell, column: column, rows: rows.slice(at, at + cell.rowSpan)});
        }
      });
    });
    return spans;
  }

  function placeSpan(span) {
    var shown = span.rows.filter(function (row) {
      return !row.hidden;
    });
    var first = shown[0] || span.rows[0];
    if (span.cell.parentNode !== first) {
      first.insertBefore(span.cell, first.cells[span.column] || null);
    }
    span.cell.rowSpan = Math.max(shown.length, 1);
  }

  var read = rows.map(function (row) {
    return {
      row: row,
      text: '',
      responsible: list(row.dataset.responsible, '|'),
      participants: list(row.dataset.participants, '|'),
      days: list(row.dataset.days, ' ').map(function (days) {
        return days.split('/');
      })
    };
  });
  var spans = findSpans();
  read.forEach(function (item) {
    var shared = spans.filter(function (span) {
      return span.rows.indexOf(item.row) > 0;
    });
    item.text = fold(item.row.textContent + ' ' + shared.map(function (span) {
      return span.cell.textContent;
    }).join(' '));
  });

  function addOption(select, value, text) {
    select.append(new Option(text, value));
  }

  // A choice between fewer than two things is none.
  function settle(select) {
    select.closest('p').hidden = select.options.length < 3;
  }

  ['responsible', 'participants'].forEach(function (name) {
    var select = form.elements[name];
    var names = new Set();
    read.forEach(function (item) {
      item[name].forEach(function (one) {
        names.add(one);
      });
    });
    Array.from(names).sort(function (a, b) {
      return a.localeCompare(b, document.documentElement.lang);
    }).forEach(function (one) {
      addOption(select, one, one);
    });
    settle(select);
  });
  document.querySelectorAll('.year-bar li.is-busy').forEach(function (month) {
    addOption(form.elements.days, month.dataset.from + '/' + month.dataset.to,
      month.querySelector('time').textContent);
  });
  settle(form.elements.days);

  function fits(item, wanted) {
    return wanted.words.every(function (word) {
      return item.text.indexOf(word) >= 0;
    }) &&
      (!wanted.responsible || item.responsible.indexOf(wanted.responsible) >= 0) &&
      (!wanted.participants || item.participants.indexOf(wanted.participants) >= 0) &&
      (!wanted.days || item.days.some(function (days) {
        return days[0] <= wanted.days[1] && days[1] >= wanted.days[0];
      }));
  }

  function apply() {
    var days = form.elements.days.value;
    var wanted = {
      words: list(fold(form.elements.text.value), ' '),
      responsible: form.elements.responsible.value,
      participants: form.elements.participants.value,
      days: days && days.split('/')
    };
    var shown = 0;
    read.forEach(function (item) {
      item.row.hidden = !fits(item, wanted);
      shown += item.row.hidden ? 0 : 1;
    });
    spans.forEach(placeSpan);
    // The heading of a section without rows to show would promise some.
    Array.from(table.tBodies).forEach(function (body) {
      body.hidden = !body.querySelector('tr[id]:not([hidden])');
    });
    var isAll = !wanted.words.length && !wanted.responsible && !wanted.participants && !days;
    var count = form.dataset.shown.replace('{0}', shown).replace('{1}', rows.length);
    // The whole plan is worth a word only after a part of it; the same words would be read out again.
    if (status.textContent !== count && (!isAll || status.textContent)) {
      status.textContent = count;
    }
  }

  function showAll() {
    form.reset();
    apply();
  }

  // A link to a row must find it, and a link to a month show what is in it.
  function reveal() {
    var target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target && target.hidden) {
      showAll();
      target.scrollIntoView();
    }
    if (target && target.tagName === 'DETAILS') {
      target.open = true;
    }
  }

  form.addEventListener('input', apply);
  form.addEventListener('submit', function (event) {
    event.preventDefault();
  });
  form.addEventListener('reset', function () {
    setTimeout(apply, 0);
  });
  addEventListener('hashchange', reveal);
  form.hidden = false;
  // A browser that goes back fills the form in again.
  addEventListener('pageshow', apply);
})();
