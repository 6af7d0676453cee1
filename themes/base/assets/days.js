// How many days ago a source was last read and last changed.
//
// Published pages never hold today's date: the table of freshness carries days, and this script
// counts from them to the reader's own.
(function () {
  'use strict';

  var caption = document.getElementById('freshness-table');
  var words = document.querySelector('[data-days-ago]');
  if (!caption || !words) {
    return;
  }
  var now = new Date();
  var today = Date.UTC(now.getFullYear(), now.getMonth(), now.getDate());
  caption.closest('table').querySelectorAll('time[datetime]').forEach(function (time) {
    var days = Math.round((today - Date.parse(time.dateTime)) / 86400000);
    if (days >= 0) {
      time.append(' — ' + words.dataset.daysAgo.replace('{0}', days));
    }
  });
})();
