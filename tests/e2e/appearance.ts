import { AxeBuilder } from '@axe-core/playwright'
import type { ElectronApplication, Page } from '@playwright/test'

/**
 * What is wrong with how the shown page looks or reads, each in one line; nothing when all is well. `theme`: only what another theme
 * may change of a page that was looked at as a whole; `place`: only where things stand.
 */
export async function faultsOf(page: Page, looked: 'whole' | 'theme' | 'place' = 'whole'): Promise<string[]> {
  const axe = looked === 'place' ? [] : await axeFaults(page, looked)
  return [...axe, ...(await page.evaluate(findFaults))]
}

async function axeFaults(page: Page, looked: 'whole' | 'theme'): Promise<string[]> {
  const axe = new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ['violations'] })
  const { violations } = await (looked === 'theme'
    ? axe.withRules(['color-contrast', 'link-in-text-block'])
    : axe
  ).analyze()
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => {
      const why = (failureSummary ?? '').split('\n').slice(1).join(' ').trim()
      return `axe ${id}: ${target.join(' ')} ${why}`.slice(0, 300)
    }),
  )
}

/** Runs in the page: nothing sticks out sideways, no button cuts its words off, and no text is the name of a text. */
function findFaults(): string[] {
  const faults: string[] = []
  const visible = (element: Element) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true })
  const name = (element: Element) => {
    const classes = [...element.classList].map((each) => `.${each}`).join('')
    return `${element.tagName.toLowerCase()}${classes} "${(element.textContent ?? '').trim().slice(0, 40)}"`
  }
  /** What shows only a part of itself, or scrolls, does not stick out. */
  const isClipped = (element: Element) => {
    for (let at = element.parentElement; at !== null && at !== document.body; at = at.parentElement) {
      if (getComputedStyle(at).overflowX !== 'visible') return true
    }
    return element.closest('.sr') !== null
  }
  const root = document.documentElement
  if (root.scrollWidth > innerWidth) faults.push(`the window scrolls sideways: ${root.scrollWidth} > ${innerWidth}`)
  for (const element of document.querySelectorAll('body *')) {
    if (!visible(element)) continue
    const { overflowX } = getComputedStyle(element)
    const scrolls = overflowX === 'auto' || overflowX === 'scroll'
    if (scrolls && element.tagName !== 'PRE' && element.scrollWidth > element.clientWidth + 1) {
      faults.push(`scrolls sideways: ${name(element)} ${element.scrollWidth} > ${element.clientWidth}`)
    }
    const { left, right, width } = element.getBoundingClientRect()
    const isOutside = width > 0 && (left < -1 || right > innerWidth + 1)
    if (isOutside && !isClipped(element)) faults.push(`sticks out: ${name(element)}`)
  }

  // Words in a control stay inside it, unless it shows on purpose that there is more (an ellipsis).
  const isCutOnPurpose = (node: Node, control: Element) => {
    for (let at = node.parentElement; at !== null && control.contains(at); at = at.parentElement) {
      if (getComputedStyle(at).textOverflow === 'ellipsis' || at.classList.contains('sr')) return true
    }
    return false
  }
  for (const control of document.querySelectorAll('button, a, label, summary, select, [role="radio"], h1, h2')) {
    if (!visible(control) || control.closest('.sr') !== null) continue
    const box = control.getBoundingClientRect()
    const walker = document.createTreeWalker(control, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      if ((node.textContent ?? '').trim() === '' || isCutOnPurpose(node, control)) continue
      if (node.parentElement !== null && !visible(node.parentElement)) continue
      const range = document.createRange()
      range.selectNodeContents(node)
      for (const text of range.getClientRects()) {
        const isInside = text.left >= box.left - 1 && text.right <= box.right + 1 && text.bottom <= box.bottom + 2
        if (text.width > 0 && !isInside) faults.push(`words leave their control: ${name(control)}`)
      }
    }
  }

  const places =
    'agents|approvals|common|compare|desktop|errors|forecast|gallery|models|money|nav|report|runs|say|settings|starts|steps|today|tour|units|welcome'
  const key = new RegExp(`\\b(?:${places})\\.[a-z][A-Za-z]+(?:\\.[A-Za-z]+)*\\b|\\{\\{|\\bundefined\\b|\\bNaN\\b`)
  const found = key.exec(document.body.innerText)
  if (found !== null) faults.push(`not a text for people: ${found[0]}`)
  return [...new Set(faults)]
}

/** Gives the window a size, as pulling at its corner does, and waits until the page has it. */
export async function resize({ app, page }: { app: ElectronApplication; page: Page }, width: number, height: number) {
  await app.evaluate(
    ({ BrowserWindow }, size) => BrowserWindow.getAllWindows()[0]?.setContentSize(size.width, size.height),
    { width, height },
  )
  await page.waitForFunction((size) => innerWidth === size.width && innerHeight === size.height, { width, height })
}
