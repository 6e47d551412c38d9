// What is measured inside a page. These functions run in the browser, so each stands alone and uses nothing around it.

type Style = Readonly<Record<string, string>>
type Box = { readonly left: number; readonly right: number; readonly width: number; readonly height: number }
type Element = {
  readonly tagName: string
  readonly textContent: string
  readonly parentElement: Element | null
  readonly childNodes: Iterable<{ readonly nodeType: number; readonly textContent: string }>
  readonly getBoundingClientRect: () => Box
  readonly getAttribute: (name: string) => string | null
  readonly scrollWidth: number
  readonly clientWidth: number
  readonly id: string
  readonly href: string
  readonly matches: (selector: string) => boolean
  readonly checkVisibility: (options: object) => boolean
}
declare const document: {
  readonly title: string
  readonly documentElement: Element
  readonly body: Element
  readonly activeElement: Element | null
  readonly querySelectorAll: (selector: string) => Iterable<Element>
}
declare const getComputedStyle: (element: Element) => Style
declare const innerWidth: number

/** What every page must have, and what reaches beyond the window without a frame around it that scrolls or cuts. */
export const outline = () => {
  const all = (selector: string): Element[] => [...document.querySelectorAll(selector)]
  const labels = new Set(all('label').map((label) => label.getAttribute('for')))
  const ids = all('[id]').map(({ id }) => id)
  const framed = (element: Element | null): boolean =>
    element !== null && (getComputedStyle(element)['overflowX'] !== 'visible' || framed(element.parentElement))
  return {
    title: document.title,
    language: document.documentElement.getAttribute('lang') ?? '',
    headings: all('h1').map((heading) => heading.textContent.trim()),
    mains: all('main').length,
    scripts: all('script').map((script) => script.getAttribute('src')),
    links: all('a[href]')
      .map((link) => link.href.split('#')[0] ?? '')
      .filter((href) => href.startsWith('http://127.0.0.1:')),
    unlabelled: all('input:not([type=hidden]), select, textarea')
      .filter((field) => !field.getAttribute('aria-label') && !labels.has(field.id) && !field.matches('label *'))
      .map((field) => field.getAttribute('name') ?? field.tagName),
    repeatedIds: ids.filter((id, at) => ids.indexOf(id) !== at),
    overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    overflowing: all('body *')
      .filter((element) => element.getBoundingClientRect().right > innerWidth + 1 && !framed(element))
      .slice(0, 3)
      .map((element) => `${element.tagName.toLowerCase()} “${element.textContent.trim().slice(0, 40)}”`),
  }
}

/**
 * Text with less contrast to its ground than 4.5 : 1, or 3 : 1 when it is large, as
 * https://www.w3.org/TR/WCAG22/#contrast-minimum defines both. Text over an image or gradient is left out.
 */
export const faintTexts = (): string[] => {
  type Colour = readonly [red: number, green: number, blue: number, alpha: number]
  const parse = (text: string): Colour => {
    const [red = 0, green = 0, blue = 0, alpha = 1] = (text.match(/[\d.]+/g) ?? []).map(Number)
    return [red, green, blue, alpha]
  }
  const over = (top: Colour, ground: Colour): Colour => {
    const mix = (at: 0 | 1 | 2) => top[at] * top[3] + ground[at] * (1 - top[3])
    return [mix(0), mix(1), mix(2), 1]
  }
  const luminance = ([red, green, blue]: Colour): number => {
    const [r = 0, g = 0, b = 0] = [red, green, blue].map((part) => {
      const share = part / 255
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
    })
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
  }
  const groundOf = (element: Element | null): Colour | undefined => {
    if (!element) return [255, 255, 255, 1]
    const style = getComputedStyle(element)
    if (style['backgroundImage'] !== 'none') return undefined
    const own = parse(style['backgroundColor'] ?? '')
    if (own[3] === 1) return own
    const below = groundOf(element.parentElement)
    return below && over(own, below)
  }
  const faint: string[] = []
  for (const element of document.querySelectorAll('body *')) {
    const words = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim() !== '')
    if (!words || !element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue
    const ground = groundOf(element)
    if (!ground) continue
    const style = getComputedStyle(element)
    const ink = over(parse(style['color'] ?? ''), ground)
    const [light, dark] = [luminance(ink), luminance(ground)].toSorted((a, b) => b - a)
    const ratio = ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05)
    const size = Number.parseFloat(style['fontSize'] ?? '')
    const large = size >= 24 || (size >= 18.66 && Number(style['fontWeight']) >= 700)
    if (ratio < (large ? 3 : 4.5)) faint.push(`${ratio.toFixed(2)} : 1 “${element.textContent.trim().slice(0, 40)}”`)
  }
  return faint
}

/** The element that the keyboard is on: its place in the document, its name, and whether it can be seen to be focused. */
export const focused = () => {
  const element = document.activeElement
  if (!element || element === document.body || element === document.documentElement) return undefined
  const box = element.getBoundingClientRect()
  const style = getComputedStyle(element)
  return {
    at: [...document.querySelectorAll('*')].indexOf(element),
    name: `${element.tagName.toLowerCase()} “${(element.getAttribute('name') ?? element.textContent).trim().slice(0, 40)}”`,
    inside: box.right > 0 && box.left < innerWidth && box.width > 0 && box.height > 0,
    marked: style['outlineStyle'] !== 'none' && Number.parseFloat(style['outlineWidth'] ?? '0') > 0,
    frame: element.tagName === 'IFRAME',
  }
}

/** How many elements the keyboard should reach: of radio buttons the chosen one alone, and no frame without a link. */
export const reachable = (): number =>
  [
    ...document.querySelectorAll(
      'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]',
    ),
  ].filter(
    (element) =>
      element.getAttribute('tabindex') !== '-1' &&
      !(element.getAttribute('type') === 'radio' && element.getAttribute('checked') === null) &&
      element.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true }),
  ).length

/** Tables that are wider than the frame they scroll in, by what they are called. */
export const frames = () =>
  [...document.querySelectorAll('.table-frame')]
    .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth + 1)
    .map((frame) => frame.getAttribute('aria-label') ?? '')

/** How high the rows of a table are, in pixels. */
export const rows = () => [...document.querySelectorAll('tbody tr')].map((row) => row.getBoundingClientRect().height)

/**
 * Words that are broken over two lines without a hyphen or cut off, whatever the font. Chinese is written without spaces, and
 * its lines end behind any sign. @param chosen a selector of what is looked at
 */
export const brokenWords = (chosen: string): string[] => {
  type Node = { readonly textContent: string }
  type Range = {
    readonly setStart: (node: Node, at: number) => void
    readonly setEnd: (node: Node, at: number) => void
    readonly getClientRects: () => { readonly length: number }
    readonly getBoundingClientRect: () => { readonly top: number }
  }
  const makeRange = (document as unknown as { readonly createRange: () => Range }).createRange.bind(document)
  const range = makeRange()
  const choose = (node: Node, from: number, to: number): Range => {
    range.setStart(node, from)
    range.setEnd(node, to)
    return range
  }
  /** Whether a line ends within the word where no reader sees that it goes on. */
  const isTorn = (node: Node, word: string, at: number): boolean => {
    if (choose(node, at, at + word.length).getClientRects().length < 2) return false
    const tops = [...word].map((_, nth) => choose(node, at + nth, at + nth + 1).getBoundingClientRect().top)
    const mayEnd = (nth: number) =>
      /[\u00ad\p{Pd}]$/u.test(word.slice(0, nth)) || /\p{Script=Han}/u.test(word.slice(nth - 1, nth + 1))
    return tops.some((top, nth) => nth > 0 && top > (tops[nth - 1] ?? top) && !mayEnd(nth))
  }
  const broken: string[] = []
  for (const cell of document.querySelectorAll(chosen)) {
    if (!cell.checkVisibility({ visibilityProperty: true })) continue
    for (const node of cell.childNodes) {
      if (node.nodeType !== 3) continue
      for (const { 0: word, index } of node.textContent.matchAll(/\S+/g))
        if (isTorn(node, word, index)) broken.push(word)
    }
    if (cell.tagName === 'TH' && cell.scrollWidth > cell.clientWidth) broken.push(`${cell.textContent}…`)
  }
  return broken
}

/** Controls of one line that are higher than others of their page, by their names. */
export const highControls = (): string[] => {
  const controls = [...document.querySelectorAll('.field :is(input:not([type=checkbox]), select)')]
  const heights = controls.map((control) => control.getBoundingClientRect().height)
  const least = Math.min(...heights.filter((height) => height > 1))
  return controls.flatMap((control, at) =>
    (heights[at] ?? 0) > least + 4 ? [control.getAttribute('name') ?? control.tagName] : [],
  )
}

/**
 * Choices whose words are wider than the control that shows them: what asks to choose, and each of a short list. Names of
 * countries are as long as they are.
 */
export const clippedChoices = (): string[] => {
  type Option = { readonly value: string; readonly textContent: string }
  type Select = Element & {
    readonly options: Iterable<Option> & { readonly length: number }
    readonly style: { cssText: string }
    readonly cloneNode: (deep: boolean) => Select
    readonly replaceChildren: (...children: unknown[]) => void
    readonly after: (element: unknown) => void
    readonly remove: () => void
  }
  const makeOption = (text: string): unknown => {
    const made = (
      document as unknown as { readonly createElement: (name: string) => { textContent: string } }
    ).createElement('option')
    made.textContent = text
    return made
  }
  const clipped: string[] = []
  for (const select of document.querySelectorAll('select') as Iterable<Select>) {
    const probe = select.cloneNode(false)
    probe.style.cssText = 'position: absolute; width: max-content; max-width: none; visibility: hidden'
    select.after(probe)
    const shown = [...select.options].filter(({ value }) => value === '' || select.options.length < 20)
    for (const { textContent } of shown) {
      probe.replaceChildren(makeOption(textContent))
      if (probe.getBoundingClientRect().width > select.getBoundingClientRect().width + 0.5)
        clipped.push(`${select.getAttribute('name')} “${textContent}”`)
    }
    probe.remove()
  }
  return clipped
}

/** Texts that lie over one another, by how they begin. */
export const overlappingTexts = (): string[] => {
  type Rect = { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number }
  type Range = { readonly selectNode: (node: unknown) => void; readonly getClientRects: () => Iterable<Rect> }
  const { createRange } = document as unknown as { readonly createRange: () => Range }
  const lines: (Rect & { readonly text: string })[] = []
  for (const element of document.querySelectorAll(
    'main :is(p, dt, dd, td, th, label, li, legend, h1, h2, span, a, strong)',
  )) {
    // What readers alone are told lies aside of everything, and cells of lists are cut.
    if (!element.checkVisibility({ visibilityProperty: true }) || element.matches('.list *')) continue
    if (getComputedStyle(element)['clipPath'] !== 'none') continue
    for (const node of element.childNodes) {
      if (node.nodeType !== 3 || node.textContent.trim() === '') continue
      const range = createRange.call(document)
      range.selectNode(node)
      for (const { left, right, top, bottom } of range.getClientRects())
        lines.push({ left, right, top, bottom, text: node.textContent.trim().slice(0, 30) })
    }
  }
  const deep = (a: Rect, b: Rect): boolean =>
    Math.min(a.right, b.right) - Math.max(a.left, b.left) > 4 &&
    Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 8
  return lines.flatMap((line, at) =>
    lines
      .slice(at + 1)
      .filter((other) => deep(line, other))
      .map(({ text }) => `“${line.text}” and “${text}”`),
  )
}

/** Tables whose first column begins elsewhere than what stands above it: their caption, or the title of their card. */
export const shiftedTables = (): string[] => {
  type Inner = Element & {
    readonly closest: (selector: string) => Inner | null
    readonly querySelector: (selector: string) => Inner | null
  }
  const beginning = (element: Inner): number =>
    element.getBoundingClientRect().left + Number.parseFloat(getComputedStyle(element)['paddingLeft'] ?? '')
  return ([...document.querySelectorAll('.table-frame table')] as Inner[])
    .filter((table) => !table.matches('.charted *'))
    .flatMap((table) => {
      const above = table.closest('.card')?.querySelector('h2') ?? table.querySelector('caption')
      const first = table.querySelector('thead th')
      if (!above || !first?.checkVisibility({})) return []
      const [wanted, found] = [beginning(above), beginning(first)]
      return Math.abs(wanted - found) > 1 ? [`${above.textContent}: ${found - wanted} px`] : []
    })
}

/** Texts and their sizes in pixels, in the order of the page. */
export const textSizes = () => {
  const shown = [...document.querySelectorAll('body *')].filter(
    (element) =>
      [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim() !== '') &&
      element.checkVisibility({ visibilityProperty: true }) &&
      !element.matches('option, script'),
  )
  return shown.map((element) => ({
    text: element.textContent.trim().slice(0, 40),
    size: Number.parseFloat(getComputedStyle(element)['fontSize'] ?? ''),
    isHeading: element.matches(':is(h1, h2, h3, .brand, :is(h1, h2, h3, .brand) *):not(.note)'),
  }))
}

/** Texts of which a part lies beyond the window, or beyond something around them that cuts. */
export const cutTexts = (): string[] => {
  type Range = {
    readonly selectNode: (node: unknown) => void
    readonly getClientRects: () => Iterable<{ readonly left: number; readonly right: number }>
  }
  const { createRange } = document as unknown as { readonly createRange: () => Range }
  const cut: string[] = []
  for (const element of document.querySelectorAll('body *')) {
    if (
      !element.checkVisibility({ visibilityProperty: true }) ||
      element.matches('.skip-link, .off-screen, .off-screen *, option')
    )
      continue
    let [left, right] = [0, innerWidth]
    for (let around: Element | null = element; around; around = around.parentElement) {
      if (!['hidden', 'clip'].includes(getComputedStyle(around)['overflowX'] ?? '')) continue
      const box = around.getBoundingClientRect()
      left = Math.max(left, box.left)
      right = Math.min(right, box.right)
    }
    for (const node of element.childNodes) {
      if (node.nodeType !== 3 || node.textContent.trim() === '') continue
      const range = createRange.call(document)
      range.selectNode(node)
      if ([...range.getClientRects()].some((line) => line.left < left - 1 || line.right > right + 1))
        cut.push(`“${node.textContent.trim().slice(0, 40)}”`)
    }
  }
  return cut
}

/** Labels that begin elsewhere than their control below them, by their text. */
export const shiftedLabels = (): string[] =>
  ([...document.querySelectorAll('.field > label')] as (Element & { readonly control: Element | null })[])
    .filter(({ control }) => control !== null && !control.matches('[type=checkbox]'))
    .filter((label) => {
      const [own, its] = [label.getBoundingClientRect(), label.control?.getBoundingClientRect()]
      return its !== undefined && Math.abs(own.left - its.left) > 1
    })
    .map(({ textContent }) => `“${textContent}”`)
