"""A proxy that ends TLS, as one stands before a server that others reach: forwards bytes, and adds X-Forwarded-For."""

import asyncio
import ssl
import subprocess
import threading


class TLSProxy:
    """Listens on a port of its own with a certificate of its own; `target` is set once the server runs."""

    def __init__(self, folder):
        certificate, key = folder / "proxy.pem", folder / "proxy.key"
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
             "-subj", "/CN=localhost", "-keyout", key, "-out", certificate],
            check=True, capture_output=True,
        )
        self.target = None
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.context.load_cert_chain(certificate, key)
        self.loop = asyncio.new_event_loop()
        ready = threading.Event()
        threading.Thread(target=self._run, args=(ready,), daemon=True).start()
        ready.wait()

    def _run(self, ready):
        asyncio.set_event_loop(self.loop)
        server = self.loop.run_until_complete(asyncio.start_server(self._serve, "127.0.0.1", 0, ssl=self.context))
        self.port = server.sockets[0].getsockname()[1]
        self.url = f"https://localhost:{self.port}"
        ready.set()
        self.loop.run_forever()

    async def _serve(self, reader, writer):
        try:
            up_reader, up_writer = await asyncio.open_connection("127.0.0.1", self.target)
            await asyncio.gather(self._requests(reader, up_writer), self._bytes(up_reader, writer))
        except (OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            pass
        finally:
            writer.close()

    async def _requests(self, reader, writer):
        """Adds a line to the head of each request; the body goes as it is."""
        while True:
            head = await reader.readuntil(b"\r\n\r\n")
            length = 0
            for line in head.split(b"\r\n"):
                if line.lower().startswith(b"content-length:"):
                    length = int(line.split(b":")[1])
            writer.write(head[:-2] + b"X-Forwarded-For: 203.0.113.7\r\n\r\n")
            writer.write(await reader.readexactly(length))
            await writer.drain()

    @staticmethod
    async def _bytes(reader, writer):
        while block := await reader.read(65536):
            writer.write(block)
            await writer.drain()
        writer.close()
