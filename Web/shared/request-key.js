// The key that a request gets, so that the server knows it when it is sent again after a lost answer.

/** A new one: 128 bits by chance. (crypto.randomUUID is not there on a server without TLS.) */
export function newKey() {
    return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
