import http.server
import random
import re
import threading

import pytest

from bench.processes import Broken, Meter
from bench.size import PACKET, Sized, Times, markdown, misses, patterns, times
from bench.walking import Visitor, enter, leads_of, page_of

PAGE = """<a href="/panel/uno">1</a> <a href="/panel/dos?x=1#abajo">2</a> <a href="https://example.org/panel">no</a>
<img src="/panel/dibujo.svg"> <a href="/otro">no</a>
<form method="get" action="/panel/lista"><select name="a"><option value="">-</option><option value="b">b</option></select>
<input type="checkbox" name="c" value="si"></form>
<form method="post" action="/panel/salir"><select name="d"><option value="e">e</option></select></form>"""


def sized(**given):
    default = {
        "database": "sqlite",
        "reports": 50,
        "made_s": 1.0,
        "pages": {"/panel": Times(number=2, p50=10, p95=100, most=120, cost_p95=50)},
        "failed": [],
        "export_s": (3.0, 1.0),
        "export_cpu_s": (2.0, 1.0),
        "export_mib": (100.0, 90.0),
        "memory_mib": (100.0, 110.0, 112.0, 150.0),
        "neighbours": (0.1, 0.2),
    }
    return Sized(**default | given)


def test_a_page_leads_to_its_links_pictures_and_filters_inside_the_panel():
    found = set(leads_of(PAGE, random.Random(1), most=60))

    assert found == {
        "/panel/uno",
        "/panel/dos?x=1",
        "/panel/dibujo.svg",
        "/panel/lista",
        "/panel/lista?a=b",
        "/panel/lista?c=si",
        "/panel/lista?a=b&c=si",
    }


def test_an_address_belongs_to_the_page_that_leaves_least_open():
    known = patterns()

    assert page_of(known, "/panel/revisar?orden=antiguos") == "/panel/revisar"
    assert page_of(known, "/panel/mesas/cucuta") == "/panel/mesas/{territory}"
    assert page_of(known, "/panel/mesas/cucuta/paquete.pdf") == PACKET
    assert page_of(known, "/panel/static/panel.css") is None


def test_the_packet_is_a_page_of_the_panel():
    assert PACKET in patterns()


class Pages(http.server.BaseHTTPRequestHandler):
    """A panel of three pages, one of which is broken, and a document."""

    protocol_version = "HTTP/1.1"
    asked: list[str]

    def do_GET(self):
        self.server.asked.append(self.path)
        links = (
            '<a href="/panel/a">a</a><a href="/panel/b?n=1">b</a><a href="/panel/b?n=2">b</a><a href="/panel/doc">d</a>'
        )
        status = 500 if self.path.startswith("/panel/a") else 200
        kind = "application/pdf" if self.path == "/panel/doc" else "text/html"
        self.answer(status, kind, links if self.headers["Cookie"] == "redes_panel=secret" else "")

    def do_POST(self):
        self.answer(
            303, "text/html", "", **({"Set-Cookie": "redes_panel=secret; Path=/"} if "good" in self.path else {})
        )

    def answer(self, status, kind, body, **headers):
        self.send_response(status)
        for name, value in {"Content-Type": kind, "Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, *_):
        pass


@pytest.fixture
def panel():
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Pages)
    server.daemon_threads = True
    server.asked = []
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


PATTERNS = {page: re.compile(page) for page in ("/panel", "/panel/a", "/panel/b", "/panel/doc", "/panel/nowhere")}


def test_a_visitor_asks_for_every_page_so_often_and_for_a_document_once(panel):
    visitor = Visitor(panel.server_port, enter(panel.server_port, "http://elsewhere/panel/entrar/good"), Meter(()))

    visitor.walk(PATTERNS, each=5, once={"/panel/doc"}, seed=1)
    visitor.close()

    assert {page: len(of) for page, of in visitor.took_ms.items()} == {"/panel": 5, "/panel/b": 5, "/panel/doc": 1}
    assert {page: len(of) for page, of in visitor.cost_ms.items()} == {"/panel": 5, "/panel/b": 5, "/panel/doc": 1}
    assert visitor.failed == ["/panel/a"]
    assert {"/panel/b?n=1", "/panel/b?n=2"} <= set(panel.asked)


def test_a_link_that_does_not_let_in_ends_the_measuring(panel):
    with pytest.raises(Broken, match="does not let in"):
        enter(panel.server_port, "http://elsewhere/panel/entrar/spent")


def test_processor_time_is_counted_over_all_threads():
    meter, stop, worked = Meter((threading.get_native_id(),)), threading.Event(), threading.Event()

    def work():
        while not stop.is_set():
            sum(range(10_000))
            worked.set()

    before = meter.read()
    thread = threading.Thread(target=work)
    thread.start()
    worked.wait()
    during = meter.read()
    stop.set()
    thread.join()

    assert len(during) > len(before) > 0
    assert meter.ms_since(before) > 0


def test_of_many_requests_the_slow_ones_are_told():
    assert times([1.0, 2.0, 3.0, 4.0, 100.0], [5.0]) == Times(number=5, p50=3.0, p95=100.0, most=100.0, cost_p95=5.0)


def test_the_report_says_what_was_not_met():
    slow = Times(number=9, p50=10, p95=201, most=300, cost_p95=20)
    packet = Times(number=9, p50=10, p95=9000, most=9900, cost_p95=20)
    bad = sized(
        pages={"/panel/lenta": slow, PACKET: packet},
        export_s=(31.0, 1.0),
        memory_mib=(1, 100, 116, 120),
        failed=["/panel/rota"],
    )

    assert list(misses(sized())) == []
    assert "All targets are met." in markdown([sized()])
    assert [one.partition(": ")[2] for one in misses(bad)] == [
        "/panel/lenta takes 201 ms at p95",
        "open data take 31.0 s (first)",
        "memory grew from 100 to 116 MiB",
        "1 addresses were not answered with a page, such as /panel/rota",
    ]
    assert "| /mesas/{territory}/paquete.{form} | 10000 ms | 9 | 10 | 9000 | 9900 | 20 | 1.1x |" in markdown([bad])
