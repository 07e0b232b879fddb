"""One browser at one dashboard, and what is asked of every page that it shows."""

import os
import urllib.parse

from webdriver import ENTER, TAB, Browser

HERE = os.path.dirname(os.path.abspath(__file__))


class Failed(Exception):
    """A page is not as it must be."""


def check(condition, text):
    if not condition:
        raise Failed(text)


def source(name):
    with open(os.path.join(HERE, name), encoding="utf-8") as file:
        return file.read()


class Visit:
    """A browser at one dashboard. Where it ends, whatever went out or wrong must have been expected."""

    def __init__(self, suite, base, name):
        self.suite, self.base, self.name = suite, base, name
        self.browser = Browser(suite.driver)
        # The picture of a damaged file cannot be shown, and the page says so in words; the browser notes
        # the answer 404 all the same.
        self.expected = [(f"/images/{record}/", "404") for record in suite.damaged()]

    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        try:
            if kind is None:
                self.check_quiet()
        finally:
            self.browser.close()

    def check_quiet(self):
        """No error in the console but those that were expected, and no request to elsewhere."""
        for line in self.browser.errors():
            known = next((part for part in self.expected if all(word in line for word in part)), None)
            check(known, f"the console said: {line}")
        for url in self.browser.requests():
            host = urllib.parse.urlsplit(url)
            check(url.startswith((self.base + "/", "data:", "blob:"))
                  and (host.scheme != "http" or host.hostname == "127.0.0.1"),
                  f"asked for {url}")

    def open(self, path):
        self.browser.open(self.base + path)
        self.settle()

    def settle(self):
        """Until fonts and the pictures that are to be seen are there, and what is live is."""
        self.browser.wait("document.readyState === 'complete' && document.fonts.status === 'loaded'")
        self.browser.run("for (const image of document.images) image.loading = 'eager'")
        self.browser.wait("[...document.images].every((image) => !image.src || image.complete)")
        if self.browser.run("return document.getElementById('live') !== null"):
            self.browser.wait("document.getElementById('live-state').classList.contains('on')")

    def text(self, selector="body"):
        return self.browser.run(
            "return document.querySelector(arguments[0])?.innerText ?? ''", selector)

    def keep(self, name, is_whole=True):
        """Keeps a picture of the page."""
        if self.suite.pictures:
            path = os.path.join(self.suite.pictures, name + ".png")
            with open(path, "wb") as file:
                file.write(self.browser.picture(is_whole))

    def accessibility(self, language, is_phone):
        problems = []
        self.browser.run("for (const one of document.querySelectorAll('details')) one.open = true")
        for scheme in ("light", "dark"):
            self.browser.prefer(scheme)
            found = self.browser.run(source("accessibility.js"), language, is_phone)
            problems += [f"{scheme}: {text}" for text in found]
        self.browser.prefer("light")
        return problems

    def keyboard(self):
        # Fields are left with the first tab, and the focus starts at the top of a page just opened.
        stops = self.browser.run(source("keyboard.js"))
        self.browser.press(TAB * stops)
        return self.browser.run("return sightlineStops()")

    def log_in(self, name, password):
        self.open("/login?lang=en")
        self.browser.run("document.getElementById('name').focus()")
        self.browser.press(name + TAB + password + ENTER)
