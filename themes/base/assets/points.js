// Points → mark on pages of criteria: the mark, and what is missing to the next one.
//
// The scale stands in the attributes of each `.points-calculator`. The last answer stands in the
// address (`#points=6-control:14`): such a link opens with the same points. Nothing is sent.
(function () {
  'use strict';

  const {parse, show, say, scale, markOf, fragment} = window.vitrinaDecimals;

  function answer(data, points) {
    const most = parse(data.most);
    if (points === null || points > most) {
      return say(data.sayRange, show(most));
    }
    const thresholds = scale(data.thresholds);
    const mark = markOf(thresholds, points, Number(data.lowest));
    const next = thresholds.filter((step) => step.mark > mark).pop();
    const words = [say(data.sayMark, show(points), show(most), mark)];
    if (mark > Number(data.lowest) && data.sayIf) {
      words.push(data.sayIf);
    }
    if (next) {
      words.push(say(data.sayMissing, next.mark, show(next.from - points)));
    }
    return words.join(' ');
  }

  function start(box) {
    const input = box.querySelector('input');
    const output = box.querySelector('output');
    const tell = function () {
      const text = input.value.trim();
      const words = text && answer(box.dataset, parse(text));
      // The same words again would be read aloud again.
      if (output.textContent !== words) {
        output.textContent = words;
      }
      return text;
    };
    input.addEventListener('input', function () {
      const text = tell();
      const address = text ? '#points=' + box.dataset.key + ':' + encodeURIComponent(text) : '#' + box.dataset.key;
      history.replaceState(null, '', address);
    });
    return {key: box.dataset.key, open: function (text) {
      input.value = text;
      tell();
      box.scrollIntoView({block: 'center'});
    }};
  }

  const boxes = Array.from(document.querySelectorAll('.points-calculator'), start);
  const open = function () {
    const found = /^#points=(.*):([^:]*)$/.exec(fragment());
    const box = found && boxes.find((one) => one.key === found[1]);
    if (box) {
      box.open(found[2].slice(0, 12));
    }
  };
  window.addEventListener('hashchange', open);
  open();
})();
