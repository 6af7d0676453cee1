// How many days ago a source was last read and last changed.
//
// Published pages never hold today's date: the table of freshness carries days, and this script
// counts from them to the reader's own.
(function () {
  'use strict';

  var caption = document.getElementById('freshness-table');
  if (!caption || !window.Intl || !Intl.RelativeTimeFormat) {
    return;
  }
  var now = new Date();
  var today = Date.UTC(now.getFullYear(), now.getMonth(), now.getDate());
  // «сегодня», «вчера», «2 дня назад»: the browser knows the forms of its languages.
  var words = new Intl.RelativeTimeFormat(document.documentElement.lang, { numeric: 'auto' });
  caption.closest('table').querySelectorAll('time[datetime]').forEach(function (time) {
    var days = Math.round((today - Date.parse(time.dateTime)) / 86400000);
    if (days >= 0) {
      time.append(' — ' + words.format(-days, 'day'));
    }
  });
})();
