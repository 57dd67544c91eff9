import type { Page } from 'playwright/test'

/** Has a page try every way out that browsers have; the names of the places, each tried once. */
export async function plantInPage(page: Page, domain = 'planted.invalid'): Promise<string[]> {
  await page.evaluate(async (name) => {
    fetch(`http://fetch.${name}/`).catch(() => {})
    new Image().src = `http://image.${name}/`
    navigator.sendBeacon(`http://beacon.${name}/`)
    const request = new XMLHttpRequest()
    request.open('GET', `http://xhr.${name}/`)
    request.send()
    const add = (tag: string, attributes: Record<string, string>) =>
      document.head.append(Object.assign(document.createElement(tag), attributes))
    add('link', { rel: 'prefetch', href: `http://prefetch.${name}/` })
    add('link', { rel: 'stylesheet', href: `http://style.${name}/` })
    add('script', { src: `http://script.${name}/` })
    const frame = Object.assign(document.createElement('iframe'), { src: `http://frame.${name}/` })
    document.body.append(frame)
    try {
      new WebSocket(`ws://socket.${name}/`)
    } catch {
      // Refused at once where a policy says so.
    }
    const peer = new RTCPeerConnection({ iceServers: [{ urls: 'stun:203.0.113.7:3478' }] })
    peer.createDataChannel('planted')
    await peer.setLocalDescription(await peer.createOffer())
    await new Promise((resolve) => setTimeout(resolve, 1500))
  }, domain)
  return [
    ...['fetch', 'image', 'beacon', 'xhr', 'prefetch', 'style', 'script', 'frame', 'socket'].map(
      (way) => `${way}.${domain}`,
    ),
    '203.0.113.7',
  ]
}
