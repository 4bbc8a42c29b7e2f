/**
 * A page that says nothing until its script has run, and whose script tries everything a page could reach this computer, or leave its
 * window, by. What came of each try is in what it says at the end.
 */
export function hostilePage({ inner, udp }: { inner: number; udp: number }): string {
  return `<!doctype html><html lang="en"><head><title>Price board</title>
<link rel="dns-prefetch" href="http://localhost:${inner}"><link rel="preconnect" href="http://127.0.0.1:${inner}">
<link rel="prefetch" href="http://127.0.0.1:${inner}/prefetch"><link rel="stylesheet" href="http://127.0.0.1:${inner}/style.css">
</head><body><iframe src="http://127.0.0.1:${inner}/frame" hidden></iframe><script type="module">
const said = {}
const tries = {
  fetch: () => fetch('http://127.0.0.1:${inner}/fetch'),
  localhost: () => fetch('http://localhost:${inner}/localhost'),
  numbers: () => fetch('http://2130706433:${inner}/numbers'),
  other: () => fetch('http://127.0.0.2:${inner}/other'),
  six: () => fetch('http://[::1]:${inner}/six'),
  file: () => fetch('file:///etc/passwd'),
  app: () => fetch('kaihe://app/index.html'),
  beacon: async () => { navigator.sendBeacon('http://127.0.0.1:${inner}/beacon', 'x'); throw new Error('sent without an answer') },
  socket: () => new Promise((resolve, reject) => {
    const socket = new WebSocket('ws://127.0.0.1:${inner}/socket')
    socket.onopen = resolve
    socket.onerror = () => reject(new Error('closed'))
  }),
  events: () => new Promise((resolve, reject) => {
    const events = new EventSource('http://127.0.0.1:${inner}/events')
    events.onopen = resolve
    events.onerror = () => reject(new Error('closed'))
  }),
  picture: () => new Promise((resolve, reject) => {
    const picture = new Image()
    picture.onload = resolve
    picture.onerror = () => reject(new Error('refused'))
    picture.src = 'http://127.0.0.1:${inner}/picture.png'
    setTimeout(() => reject(new Error('never loaded')), 500)
  }),
  worker: () => new Promise((resolve, reject) => {
    const code = "fetch('http://127.0.0.1:${inner}/worker').then(() => postMessage('in'), () => postMessage('out'))"
    const worker = new Worker(URL.createObjectURL(new Blob([code])))
    worker.onmessage = ({ data }) => (data === 'in' ? resolve() : reject(new Error('refused')))
  }),
  serviceWorker: async () => {
    await navigator.serviceWorker.register('/service-worker.js')
    const { active } = await navigator.serviceWorker.ready
    const channel = new MessageChannel()
    active.postMessage('http://127.0.0.1:${inner}/service-worker', [channel.port2])
    const answer = await new Promise((resolve) => { channel.port1.onmessage = ({ data }) => resolve(data) })
    if (answer !== 'in') throw new Error('refused')
  },
  rtc: async () => {
    const peer = new RTCPeerConnection({ iceServers: [{ urls: 'stun:127.0.0.1:${udp}' }, { urls: 'turn:127.0.0.1:${inner}?transport=tcp', username: 'a', credential: 'b' }] })
    peer.createDataChannel('x')
    await peer.setLocalDescription(await peer.createOffer())
    const found = await new Promise((resolve) => {
      const all = []
      peer.onicecandidate = ({ candidate }) => { if (candidate) all.push(candidate.candidate) }
      setTimeout(() => resolve(all), 1200)
    })
    if (found.every((each) => each.includes('.local'))) throw new Error('no way found')
  },
  popup: async () => { if (window.open('/popup') === null) throw new Error('refused') },
  download: async () => {
    const link = document.createElement('a')
    link.href = '/download'
    link.download = 'stolen.bin'
    document.body.append(link)
    link.click()
    throw new Error('clicked')
  },
  location: () => new Promise((resolve, reject) => navigator.geolocation.getCurrentPosition(resolve, reject)),
  notify: async () => { if ((await Notification.requestPermission()) !== 'granted') throw new Error('refused') },
  clipboard: () => navigator.clipboard.readText(),
  camera: () => navigator.mediaDevices.getUserMedia({ audio: true, video: true }),
  node: async () => { if (typeof require === 'undefined' && typeof process === 'undefined' && window.kaihe === undefined) throw new Error('none') },
}
for (const [name, attempt] of Object.entries(tries)) {
  const patience = new Promise((_, reject) => setTimeout(() => reject(new Error('no answer')), 1500))
  said[name] = await Promise.race([Promise.resolve().then(attempt), patience]).then(() => 'OPEN', () => 'shut')
}
try { window.print() } catch {}
const own = await fetch('/data').then((answer) => answer.text())
document.body.innerHTML = '<article><h1>Price board</h1><p>' + (own + ' ').repeat(20) + '</p><p>' + Object.entries(said).map(([name, how]) => name + ' is ' + how).join(', ') + '.</p></article>'
</script></body></html>`
}

/** Asks for what its page tells it to, and says whether that was let through. */
export const serviceWorker = `self.addEventListener('install', () => self.skipWaiting())
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()))
self.addEventListener('message', ({ data, ports }) => fetch(data).then(() => ports[0].postMessage('in'), () => ports[0].postMessage('out')))`
