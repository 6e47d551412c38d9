// Hosts that many companies share: an address or a page there says nothing of whose it is.

const hosts = (text: string): readonly string[] => text.trim().split(/\s+/)

/** Where anybody gets a mailbox. */
const mailboxes = hosts(`
  gmail.com googlemail.com outlook.com outlook.de outlook.com.tr hotmail.com hotmail.nl hotmail.de hotmail.co.uk hotmail.com.tr
  live.com live.nl live.cn live.co.uk msn.com icloud.com me.com mac.com yahoo.com yahoo.de yahoo.co.uk yahoo.com.tr yahoo.com.cn
  ymail.com aol.com proton.me protonmail.com pm.me zoho.com tutanota.com fastmail.com mail.com email.com gmx.com gmx.de gmx.net
  gmx.at gmx.ch web.de t-online.de freenet.de arcor.de posteo.de mailbox.org bluewin.ch ziggo.nl kpnmail.nl kpnplanet.nl
  planet.nl home.nl hetnet.nl xs4all.nl telfort.nl upcmail.nl casema.nl chello.nl quicknet.nl telenet.be skynet.be hot.ee
  mail.ee online.ee neti.ee suhtlus.ee mynet.com superonline.com ttmail.com windowslive.com mail.ru bk.ru inbox.ru list.ru
  internet.ru yandex.ru yandex.com yandex.com.tr ya.ru rambler.ru lenta.ru autorambler.ru ro.ru ukr.net i.ua meta.ua qq.com
  vip.qq.com foxmail.com 163.com vip.163.com 126.com yeah.net sina.com sina.cn sohu.com 139.com 189.cn wo.cn 21cn.com aliyun.com
  tom.com btinternet.com sky.com virginmedia.com comcast.net verizon.net att.net
`)

/** Where anybody gets a page. */
const pages = hosts(`
  facebook.com m.facebook.com fb.com instagram.com linkedin.com x.com twitter.com youtube.com tiktok.com t.me wa.me linktr.ee
  vk.com ok.ru weibo.com xing.com pinterest.com etsy.com ebay.com ebay.de amazon.com amazon.de amazon.nl marktplaats.nl bol.com
  trendyol.com hepsiburada.com n11.com sahibinden.com ozon.ru wildberries.ru avito.ru taobao.com tmall.com 1688.com alibaba.com
  jd.com sites.google.com google.com maps.google.com goo.gl github.com medium.com wikipedia.org
`)

const shared: ReadonlySet<string> = new Set([...mailboxes, ...pages])

/** Whether a host, in lower case and without `www.`, is one of many companies. */
export const isSharedHost = (host: string): boolean => shared.has(host)
