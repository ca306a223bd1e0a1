// 予約票, 回送票, 貸出票: one that was asked for on a page is printed as it opens, and that page comes back by itself.
if (document.referrer !== '') {
  addEventListener('afterprint', () => location.assign(document.querySelector('a.back').href))
  addEventListener('load', () => print())
}
