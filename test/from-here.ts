/** Given to `app.request`: the request comes from this very machine, where nobody is told to be slower. */
export const fromHere = { incoming: { socket: { remoteAddress: '127.0.0.1' } } }
