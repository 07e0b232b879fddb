#!/usr/bin/env python3
"""Tests the dashboard in a real browser: headless Chromium, driven through chromedriver.

usage: dashboard.py PROGRAM [--pictures DIR] [--need]

PROGRAM is the sightline to test. --pictures keeps a picture of each page in DIR. Where chromium or
chromedriver is not installed it says so and ends with exit code 0, with --need with 1. Exit code 1
also where a test failed.
"""

import argparse
import json
import os
import shutil
import signal
import sys
import tempfile
import time
import traceback

from dashboard_site import PASSWORDS, Site
from visit import Failed, Visit, check
from webdriver import ENTER, ESCAPE, TAB, Driver, missing, wait_for

HERE = os.path.dirname(os.path.abspath(__file__))
SIZES = {"desktop": (1920, 1080, False), "phone": (390, 844, True)}
LANGUAGES = ("en", "zh-Hans")
PAGES = {
    "line": "/", "results": "/results", "part": "/results/{part}", "quality": "/quality?by=lot",
    "review": "/review", "station": "/station", "report": "/report",
}
MENU = {"line": ("Line", "产线"), "results": ("Results", "检测记录"), "quality": ("Quality", "质量分析"),
        "review": ("Review", "复判"), "station": ("Station", "工位"), "report": ("Report", "报表")}


class Suite:
    def __init__(self, program, home, pictures):
        self.home, self.pictures = home, pictures
        self.site = Site(program, home)
        self.driver = None
        self.failures = 0

    def close(self):
        self.site.close()
        if self.driver:
            self.driver.close()

    def case(self, name, body, *arguments):
        start = time.monotonic()
        try:
            body(*arguments)
        except Exception as error:  # whatever it is, the other tests are run
            self.failures += 1
            print(f"FAILED  {name}: {error}", flush=True)
            if not isinstance(error, Failed):
                traceback.print_exc()
        else:
            print(f"passed  {name} ({time.monotonic() - start:.1f} s)", flush=True)

    def run(self):
        start = time.monotonic()
        self.site.fill()
        self.driver = Driver(self.home)
        print(f"records and chromedriver ready after {time.monotonic() - start:.1f} s", flush=True)
        recipe = os.path.join(os.path.dirname(os.path.dirname(HERE)), "Models", "bare-pcb")
        alone = self.site.serve("--recipe", recipe)
        for size in SIZES:
            for language in LANGUAGES:
                for page in PAGES:
                    self.case(f"{page} in {language} on {size}", self.page, alone, page, language, size)
        self.case("keys and mouse of one part's page", self.viewer, alone)
        self.case("filters of the results", self.filters, alone)
        self.case("live update by another process", self.live_by_inspect, alone)
        self.case("a decision by keyboard", self.decision, alone)
        guarded = self.site.serve("--accounts", self.site.accounts)
        for size in SIZES:
            for language in LANGUAGES:
                self.case(f"login in {language} on {size}", self.login_page, guarded, language, size)
        self.case("login, wrong and right, and logout", self.login, guarded)
        self.case("a viewer may look only", self.viewer_role, guarded)
        self.case("two reviewers and their agreement", self.agreement, guarded)
        station = self.site.watch()
        self.case("live update by a station, with an alarm", self.live_by_station, station)
        for size in SIZES:
            for language in LANGUAGES:
                for page in ("line", "station"):
                    self.case(f"{page} of a running station in {language} on {size}", self.page,
                              station, page, language, size, "watching-")
        return self.failures

    # Tests

    def damaged(self):
        return [row[0] for row in self.site.query(
            "SELECT sequence FROM inspections WHERE verdict = 'uninspectable'")]

    def newest(self, verdict=None):
        rows = self.site.query(
            "SELECT max(sequence) FROM inspections WHERE verdict = coalesce(?, verdict)", verdict)
        return rows[0][0]

    def page(self, base, page, language, size, prefix=""):
        width, height, is_phone = SIZES[size]
        path = PAGES[page].format(part=self.newest("fail"))
        path += ("&" if "?" in path else "?") + "lang=" + language
        with Visit(self, base, page) as visit:
            visit.browser.resize(width, height, is_phone)
            visit.open(path)
            current = visit.text("nav a[aria-current]")
            wanted = MENU["results" if page == "part" else page][language == "zh-Hans"]
            check(current == wanted, f"the menu stands at '{current}', not '{wanted}'")
            problems = visit.keyboard()
            visit.browser.run("document.activeElement.blur(); scrollTo(0, 0)")
            visit.keep(f"{prefix}{page}-{language}-{size}")
            problems += visit.accessibility(language, is_phone)
            if prefix == "" and language == "en" and not is_phone:
                visit.browser.prefer("dark")
                visit.keep(f"{page}-dark")
            check(not problems, "\n        ".join(["", *problems]))

    def viewer(self, base):
        with Visit(self, base, "part") as visit:
            visit.browser.resize(1920, 1080)
            visit.open(f"/results/{self.newest('fail')}?lang=en")
            hidden = "document.querySelector('.viewer .boxes').hasAttribute('hidden')"
            check(not visit.browser.run("return " + hidden), "the boxes are not shown")
            visit.browser.click("#boxes")
            visit.browser.wait(hidden)
            visit.browser.click("#boxes")
            transform = "document.querySelector('.canvas').style.transform"
            visit.browser.run("document.getElementById('viewer').focus()")
            visit.browser.press("++")
            visit.browser.wait(transform + ".includes('scale(2.25)')")
            visit.keep("part-zoomed", is_whole=False)
            visit.browser.press("0")
            visit.browser.wait(transform + ".includes('scale(1)')")
            visit.browser.click("input[value=difference]")
            visit.browser.wait("document.querySelector('img.difference').naturalWidth > 0")
            visit.browser.wait("document.querySelector('img.base').hidden")
            visit.keep("part-difference", is_whole=False)
            # The skip link is the first stop and leads to the content.
            visit.open(f"/results/{self.newest('fail')}?lang=en")
            visit.browser.press(TAB + ENTER)
            visit.browser.wait("document.activeElement.id === 'main'")

    def filters(self, base):
        with Visit(self, base, "results") as visit:
            visit.browser.resize(1920, 1080)
            visit.open("/results?lang=en")
            visit.browser.run("document.getElementById('lot').focus()")
            visit.browser.press("L-2401" + ENTER)
            visit.browser.wait("location.search.includes('lot=L-2401')")
            visit.settle()
            rows = "return document.querySelectorAll('table.records tbody tr').length"
            count = self.site.query("SELECT count(*) FROM inspections WHERE lot = 'L-2401'")[0][0]
            check(visit.browser.run(rows) == min(count, 50), "not the records of the lot are listed")
            visit.browser.click("input[value=fail]")
            visit.browser.click(".filter .actions button")
            visit.browser.wait("location.search.includes('verdict=fail')")
            visit.settle()
            count = self.site.query(
                "SELECT count(*) FROM inspections WHERE lot = 'L-2401' AND verdict = 'fail'")[0][0]
            check(visit.browser.run(rows) == count, "not the failed records of the lot are listed")
            visit.keep("results-filtered")

    def live_by_inspect(self, base):
        with Visit(self, base, "line") as visit:
            visit.browser.resize(1920, 1080)
            visit.open("/?lang=en")
            before = self.newest()
            check(f"Record {before}" in visit.text(".picture"), "the newest record is not shown")
            # A page that is loaded anew would lose this.
            visit.browser.run("window.isTheSame = true")
            for kind, word in (("good-03", "OK"), ("spur-01", "NG")):
                self.site.inspect("L-2408", [kind])
                number = self.newest()
                visit.browser.wait(
                    f"document.querySelector('.picture').innerText.includes('Record {number}')", 20)
                check(visit.text(".panel .big").strip() == word, f"{word} is not shown")
                visit.settle()
                visit.keep(f"line-live-{word}", is_whole=False)
            check(visit.browser.run("return window.isTheSame === true"), "the page was loaded anew")
            said = visit.browser.run("return document.getElementById('announcement').textContent")
            check(said == f"Fail, Record {number}", f"'{said}' is announced")

    def live_by_station(self, base):
        with Visit(self, base, "line") as visit:
            visit.browser.resize(1920, 1080)
            visit.open("/?lang=en")
            visit.browser.run("window.isTheSame = true")
            for kind in ("good-01", "good-02", "good-04"):
                before = self.newest()
                self.site.board(kind, self.site.folder)
                wait_for(lambda before=before: self.newest() > before, "the station inspects")
            visit.browser.wait(
                f"document.querySelector('.picture').innerText.includes('Record {self.newest()}')", 20)
            check("OK" in visit.text(".panel .big"), "OK is not shown")
            for kind in ("open-01", "spur-01", "mixed-02"):
                self.site.board(kind, self.site.folder)
            visit.browser.wait("document.querySelector('.alarms.on') !== null", 30)
            visit.browser.wait(
                f"document.querySelector('.picture').innerText.includes('Record {self.newest()}')", 20)
            check(visit.browser.run("return window.isTheSame === true"), "the page was loaded anew")
            visit.settle()
            visit.keep("line-alarm", is_whole=False)

    def decision(self, base):
        with Visit(self, base, "review") as visit:
            visit.browser.resize(1920, 1080)
            visit.open("/review?lang=en")
            record = "document.querySelector('#decide input[name=record]').value"
            first = int(visit.browser.run("return " + record))
            visit.browser.press("j")
            visit.browser.wait(f"{record} !== '{first}'")
            visit.settle()
            second = int(visit.browser.run("return " + record))
            # Without a reason nothing is decided: the browser asks for one.
            visit.browser.press("a")
            visit.browser.wait("document.activeElement.id === 'reason'")
            check(not self.site.query("SELECT * FROM reviews"), "decided without a reason")
            visit.browser.press(ESCAPE)
            visit.browser.wait("document.activeElement === document.body")
            visit.browser.press("w")
            visit.browser.wait("document.activeElement.id === 'reason'")
            visit.browser.press("dust, seen under the lens" + ESCAPE)
            visit.browser.wait("document.activeElement === document.body")
            visit.browser.press("a")
            wait_for(lambda: self.site.query("SELECT * FROM reviews"), "the decision is recorded")
            visit.browser.wait(f"!location.search.includes('record={second}')")
            visit.settle()
            check(self.site.query("SELECT sequence, decision, reviewer, reason FROM reviews")
                  == [(second, "accept", "at this machine", "dust, seen under the lens")],
                  "another decision is recorded")
            shown = json.loads(
                self.site.call("trace", "show", "--records", self.site.records, str(second),
                               "--format", "json"))
            check("dust, seen under the lens" in json.dumps(shown), "trace show does not tell it")
            final = self.site.query(
                "SELECT final_verdict FROM inspections WHERE sequence = ?", second)
            check(final == [("pass",)], f"the counting verdict is {final}")
            self.site.call("trace", "verify", "--records", self.site.records)
            check(f"Record {second}" not in visit.text(".queue"), "it still waits")
            visit.open(f"/results/{second}?lang=en")
            check("dust, seen under the lens" in visit.text(), "the part's page does not tell it")
            visit.keep("part-decided")

    def login_page(self, base, language, size):
        width, height, is_phone = SIZES[size]
        with Visit(self, base, "login") as visit:
            visit.browser.resize(width, height, is_phone)
            visit.open("/login?lang=" + language)
            problems = visit.keyboard()
            visit.browser.run("document.activeElement.blur()")
            visit.keep(f"login-{language}-{size}")
            problems += visit.accessibility(language, is_phone)
            check(not problems, "\n        ".join(["", *problems]))

    def login(self, base):
        with Visit(self, base, "login") as visit:
            visit.browser.resize(1920, 1080)
            # Nobody is let in without a login, wherever they go.
            for path in PAGES.values():
                visit.browser.open(base + path.format(part=1))
                check(visit.browser.url() == base + "/login", f"{path} leads to {visit.browser.url()}")
            # The browser itself notes the answer 401.
            visit.expected.append(("/login", "401"))
            visit.log_in("emil", "not the password")
            visit.browser.wait("document.querySelector('[role=alert]') !== null")
            check("wrong" in visit.text("[role=alert]"), "nothing is said about it")
            visit.keep("login-wrong")
            visit.log_in("emil", PASSWORDS["emil"])
            visit.browser.wait("location.pathname === '/'")
            visit.settle()
            check("emil" in visit.text(".session"), "the name is not shown")
            cookie = visit.browser.tool("Network.getCookies", urls=[base + "/"])["cookies"]
            session = next(item for item in cookie if item["name"] == "sightline")
            check(session["httpOnly"] and session["sameSite"] == "Strict", f"the cookie is {session}")
            check(not visit.browser.run("return document.cookie"), "a script can read cookies")
            visit.keep("line-logged-in")
            visit.browser.click(".session form button")
            visit.browser.wait("location.pathname === '/login'")
            visit.browser.open(base + "/results")
            check(visit.browser.url() == base + "/login", "the session lives after logout")
            actions = [row[0] for row in self.site.query(
                "SELECT action FROM audit WHERE actor = 'emil' ORDER BY audit")]
            check(len(actions) == 3, f"the audit has {actions}")

    def viewer_role(self, base):
        with Visit(self, base, "review") as visit:
            visit.browser.resize(1920, 1080)
            visit.log_in("vera", PASSWORDS["vera"])
            visit.browser.wait("location.pathname === '/'")
            before = self.site.query("SELECT count(*) FROM reviews")
            for path in ("/review?lang=en", f"/results/{self.newest('fail')}?lang=en"):
                visit.open(path)
                check(visit.browser.run("return document.querySelector('.decide') === null"),
                      f"{path} lets a viewer decide")
            visit.open("/review?lang=en")
            check("You may look, but not decide." in visit.text(), "it is not said")
            visit.keep("review-viewer")
            visit.browser.press("a")
            # As a form of hers would: with her own token, taken from the form to log out.
            visit.expected.append(("/review/decisions", "403"))
            status = visit.browser.run("""
                return fetch('/review/decisions', { method: 'POST', body: new URLSearchParams({
                  csrf: document.querySelector('[name=csrf]').value, record: arguments[0],
                  decision: 'accept', reason: 'none' }) }).then((answer) => answer.status)""",
                str(self.newest("fail")))
            check(status == 403, f"the answer is {status}")
            check(self.site.query("SELECT count(*) FROM reviews") == before, "she decided")

    def agreement(self, base):
        """Two people decide about the same parts, and the page says how far they agree."""
        answers = {"otto": "urrar", "emil": "raraa"}
        for name, keys in answers.items():
            with Visit(self, base, "review") as visit:
                visit.browser.resize(1920, 1080)
                visit.log_in(name, PASSWORDS[name])
                visit.browser.wait("location.pathname === '/'")
                show = "fail" if name == "otto" else "second"
                visit.open(f"/review?show={show}&lang=en")
                for place, key in enumerate(keys, 1):
                    visit.browser.press("w")
                    visit.browser.wait("document.activeElement.id === 'reason'")
                    visit.browser.press("seen" + ESCAPE)
                    visit.browser.wait("document.activeElement === document.body")
                    visit.browser.press(key)
                    wait_for(lambda place=place, name=name: self.site.query(
                        "SELECT count(*) FROM reviews WHERE reviewer = ?", name)[0][0] == place,
                        f"decision {place} of {name} is recorded")
                    # The next part, or none.
                    visit.browser.wait("document.readyState === 'complete'"
                                       " && !document.getElementById('reason')?.value")
                visit.settle()
                visit.keep(f"review-{name}")
                if name == "emil":
                    # Emil's second part was decided about at this machine before. Of the four that
                    # Otto had, they disagree about the last: (3/4 - 1/2) / (1 - 1/2) is kappa.
                    table = visit.text("[aria-labelledby=agreement-title] tbody")
                    check("emil, otto 4 75.0 % 0.50" in " ".join(table.split()),
                          f"the agreement is {table}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program")
    parser.add_argument("--pictures", help="keep a picture of each page in this folder")
    parser.add_argument("--need", action="store_true", help="fail where there is no browser")
    arguments = parser.parse_args()
    absent = missing()
    if absent:
        print(f"Tests in a browser: SKIPPED: {' and '.join(absent)} not installed "
              "(Debian: chromium, chromium-driver)")
        return 1 if arguments.need else 0
    if arguments.pictures:
        os.makedirs(arguments.pictures, exist_ok=True)
    # Whoever ends this ends what it started, too.
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))
    home = tempfile.mkdtemp(prefix="sightline-browser-")
    suite = Suite(arguments.program, home, arguments.pictures)
    try:
        failures = suite.run()
    finally:
        suite.close()
        shutil.rmtree(home, ignore_errors=True)
    print(f"{failures} tests in the browser failed" if failures else "all tests in the browser passed")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
