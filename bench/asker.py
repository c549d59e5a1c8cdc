"""Asks a portal for pages, one after the other on one connection."""
import http.client
import time


class Asker:
    def __init__(self, place):
        """`place`: host and port."""
        self.connection = http.client.HTTPConnection(place)

    def get(self, target):
        """Milliseconds that a client waits, statements that the server says it ran, the body."""
        begin = time.perf_counter()
        self.connection.request("GET", target)
        answer = self.connection.getresponse()
        body = answer.read()
        took = (time.perf_counter() - begin) * 1000
        if answer.status != 200:
            raise LookupError(f"{target}: {answer.status}")
        return took, int(answer.headers.get("Server-Timing", "sql;desc=0").split("desc=")[1]), body
