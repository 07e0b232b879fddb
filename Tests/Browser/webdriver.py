"""A small client of the WebDriver protocol (https://www.w3.org/TR/webdriver2/) for headless Chromium:
what the browser tests need of it, with Python's standard library only."""

import base64
import http.client
import json
import os
import shutil
import signal
import subprocess
import time

TAB, ENTER, ESCAPE = "\ue004", "\ue007", "\ue00c"


class BrowserError(Exception):
    """The browser or its driver refused something."""


def missing():
    """Which of the programs are not installed."""
    return [name for name in ("chromium", "chromedriver") if not shutil.which(name)]


def wait_for(condition, what, limit=60):
    """Asks until `condition()` is true, and returns what it answered."""
    deadline = time.monotonic() + limit
    while True:
        answer = condition()
        if answer:
            return answer
        if time.monotonic() > deadline:
            raise BrowserError(f"waited {limit} s in vain: {what}")
        time.sleep(0.05)


class Driver:
    """chromedriver, in a process group of its own with its browsers, all files under `home`."""

    def __init__(self, home):
        self.home = home
        self.log = os.path.join(home, "chromedriver.log")
        # Chromium keeps files in these places; shared memory is in TMPDIR, see the arguments below.
        places = {name: os.path.join(home, name.lower())
                  for name in ("HOME", "TMPDIR", "XDG_CONFIG_HOME", "XDG_CACHE_HOME")}
        for place in places.values():
            os.makedirs(place, exist_ok=True)
        with open(self.log, "wb") as log:
            self.process = subprocess.Popen(
                ["chromedriver", "--port=0"], stdout=log, stderr=subprocess.STDOUT,
                stdin=subprocess.DEVNULL, start_new_session=True,
                env=dict(os.environ, TZ="UTC", **places))
        self.port = wait_for(self._find_port, "chromedriver says its port")

    def _find_port(self):
        if self.process.poll() is not None:
            raise BrowserError("chromedriver ended: " + self.said())
        words = self.said().partition("started successfully on port ")[2]
        return int(words.split(".")[0]) if "." in words else None

    def said(self):
        with open(self.log, errors="replace") as file:
            return file.read()

    def close(self):
        """Ends chromedriver and whatever it started."""
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                pass
        try:
            os.killpg(self.process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        self.process.wait()


class Browser:
    """A browser with a profile of its own."""

    def __init__(self, driver):
        self.port = driver.port
        self.session = None
        arguments = [
            "--headless=new", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
            "--disable-background-networking", "--disable-component-update", "--disable-sync",
            "--hide-scrollbars", "--lang=en-US", "--window-size=1920,1080",
            # No name is found, so nothing off the machine can be reached by its name.
            "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
        ]
        if os.geteuid() == 0:
            # Chromium's sandbox does not work for root, as whom CI runs.
            arguments.append("--no-sandbox")
        answer = self._call("POST", "/session", {"capabilities": {"alwaysMatch": {
            "browserName": "chrome",
            "goog:chromeOptions": {"binary": shutil.which("chromium"), "args": arguments},
            "goog:loggingPrefs": {"browser": "ALL", "performance": "ALL"},
        }}})
        self.session = answer["sessionId"]

    def _call(self, method, path, body=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        try:
            prefix = f"/session/{self.session}" if self.session else ""
            connection.request(
                method, prefix + path, None if body is None else json.dumps(body),
                {"Content-Type": "application/json; charset=utf-8"})
            value = json.loads(connection.getresponse().read())["value"]
        finally:
            connection.close()
        if isinstance(value, dict) and "error" in value:
            raise BrowserError(f"{method} {path}: {value['error']}: {value['message'][:400]}")
        return value

    def close(self):
        self._call("DELETE", "")

    # Pages

    def open(self, url):
        """Opens `url` and waits until it is loaded."""
        self._call("POST", "/url", {"url": url})

    def url(self):
        return self._call("GET", "/url")

    def run(self, script, *arguments):
        """What the body `script` of a function returns, called with `arguments`."""
        return self._call("POST", "/execute/sync", {"script": script, "args": list(arguments)})

    def wait(self, expression, limit=60):
        """Until the JavaScript `expression` is true; returns it."""
        return wait_for(lambda: self.run(f"return {expression}"), expression, limit)

    def tool(self, command, **parameters):
        """A command of the Chrome DevTools protocol."""
        return self._call("POST", "/goog/cdp/execute", {"cmd": command, "params": parameters})

    def resize(self, width, height, is_phone=False):
        """Shows pages at this size in CSS pixels."""
        self.tool("Emulation.setDeviceMetricsOverride", width=width, height=height,
                  deviceScaleFactor=1, mobile=is_phone)
        self.tool("Emulation.setTouchEmulationEnabled", enabled=is_phone)

    def prefer(self, scheme):
        """`light` or `dark` pages."""
        self.tool("Emulation.setEmulatedMedia",
                  features=[{"name": "prefers-color-scheme", "value": scheme}])

    # Keyboard and mouse

    def press(self, keys):
        """Presses each of `keys` and lets it go, wherever the focus is."""
        steps = [{"type": kind, "value": key} for key in keys for kind in ("keyDown", "keyUp")]
        self._call("POST", "/actions", {
            "actions": [{"type": "key", "id": "keyboard", "actions": steps}]})

    def click(self, selector):
        """Clicks the first element that the CSS `selector` finds, as with a mouse."""
        found = self._call(
            "POST", "/element", {"using": "css selector", "value": selector})
        self._call("POST", f"/element/{next(iter(found.values()))}/click", {})

    # What can be seen of it

    def picture(self, is_whole=False):
        """A PNG of what is shown, or of the whole page."""
        options = {}
        if is_whole:
            width, height = self.run(
                "const page = document.documentElement;"
                "return [innerWidth, Math.max(page.scrollHeight, innerHeight)]")
            options = {"captureBeyondViewport": True, "clip": {
                "x": 0, "y": 0, "width": width, "height": min(height, 12000), "scale": 1}}
        answer = self.tool("Page.captureScreenshot", format="png", **options)
        return base64.b64decode(answer["data"])

    def log(self, kind):
        """The entries of the log `browser` or `performance` since it was asked last."""
        return self._call("POST", "/se/log", {"type": kind})

    def errors(self):
        """What the console said that is an error or a warning."""
        return [entry["message"] for entry in self.log("browser")
                if entry["level"] in ("SEVERE", "WARNING")]

    def requests(self):
        """The addresses that were asked for since the last time."""
        urls = []
        for entry in self.log("performance"):
            message = json.loads(entry["message"])["message"]
            if message["method"] == "Network.requestWillBeSent":
                urls.append(message["params"]["request"]["url"])
            elif message["method"] == "Network.webSocketCreated":
                urls.append(message["params"]["url"])
        return urls
