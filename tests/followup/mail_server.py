"""A mail server on a port of its own, as small as the protocol lets it be: a real socket that real clients meet.

Not aiosmtpd: it needs the package atpublic, whose module is called ``public`` like one of our apps.
"""

import socketserver
import threading
from email import message_from_bytes


class MailServer(socketserver.ThreadingTCPServer):
    """Keeps who got which letter.

    ``dies_after``: how many letters it takes before it hangs up in the middle.
    ``refuses``: an address that it does not know.
    """

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Conversation)
        self.letters = []
        self.dies_after = self.refuses = None

    @property
    def port(self):
        return self.server_address[1]

    def __enter__(self):
        threading.Thread(target=self.serve_forever, args=(0.01,), daemon=True).start()
        return super().__enter__()

    def __exit__(self, *what):
        self.shutdown()
        super().__exit__(*what)


class Conversation(socketserver.StreamRequestHandler):
    def handle(self):
        self.say("220 ready")
        while line := self.rfile.readline().decode().strip():
            word = line.split()[0].upper()
            if word == "RCPT":
                self.to = line.partition("<")[2].rstrip(">").partition(">")[0]
                if self.to == self.server.refuses:
                    self.say("550 no such mailbox")
                    continue
            if word == "QUIT":
                return self.say("221 bye")
            if word == "DATA" and not self.accept():
                return None
            if word != "DATA":
                self.say("250 ok")
        return None

    def accept(self):
        self.say("354 go on")
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line)
        if self.server.dies_after is not None and len(self.server.letters) >= self.server.dies_after:
            return False
        self.server.letters.append((self.to, message_from_bytes(b"".join(lines))["Message-ID"]))
        self.say("250 kept")
        return True

    def say(self, words):
        self.wfile.write(words.encode() + b"\r\n")
