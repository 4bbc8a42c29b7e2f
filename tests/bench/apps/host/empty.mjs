// A utility process that does nothing but say that it is there.
process.parentPort.postMessage('ready')
process.parentPort.on('message', () => undefined)
