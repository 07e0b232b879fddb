#!/usr/bin/env python3
"""Checks that `sightline` speaks English and Chinese where help and wrong usage are concerned.

usage: languages.py PROGRAM

PROGRAM is the built program. Its commands are those of --experimental-dump-help. In Chinese every
abstract, discussion and help of an option, every page of help and every message of wrong usage must be
Chinese; in English a page of help must be what ArgumentParser makes of the same description. Nothing is
run but help and command lines that cannot be parsed. Prints what is wrong; exit code 1 where anything is.
"""

import concurrent.futures
import json
import os
import re
import subprocess
import sys
import unicodedata

ENGLISH, CHINESE = "en", "zh-Hans"
WIDTHS = (60, 80, 120)
UNKNOWN = "--no-such-option-at-all"

# Names that are the same in every language, and what the system says: libraries and programs have no
# Chinese for it.
NAMES = {"sightline", "webhook", "prometheus", "sqlite", "ctrl", "linux", "unicode"}
SYSTEM = ("No such file or directory", "Operation not permitted", "Is a directory", "Not a directory")

# Values of options, which stay as they are.
VALUES = {"cast", "csv", "fabric", "html", "jsonl", "junit", "metal", "tile"}

HAN = re.compile("[\u4e00-\u9fff]")
# Characters that close: not at the start of a line.
CLOSING = "。，、；：？！）》〉”’」』】〕］｝…"


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__.split("\n\n")[1])
    check = Check(sys.argv[1])
    check.all()
    for problem in check.problems:
        print(f"languages: {problem}", file=sys.stderr)
    if check.problems:
        sys.exit(f"languages: {len(check.problems)} problems")
    print(f"languages: help and wrong usage of {len(check.english)} commands are right in both languages")


class Check:
    def __init__(self, program):
        self.program = program
        self.problems = []
        self.english = commands(self.dump(ENGLISH))
        self.chinese = commands(self.dump(CHINESE))
        self.identifiers = NAMES | identifiers(self.english)

    def run(self, arguments, language, columns=80):
        environment = {k: v for k, v in os.environ.items() if not k.startswith("LC_") and k != "LANG"}
        environment |= {"SIGHTLINE_LANGUAGE": language, "COLUMNS": str(columns)}
        return subprocess.run([self.program, *arguments], env=environment, stdin=subprocess.DEVNULL,
                              capture_output=True, encoding="utf-8", timeout=120)

    def dump(self, language):
        return json.loads(self.run(["--experimental-dump-help"], language).stdout)["command"]

    def wrong(self, place, problem):
        self.problems.append(f"{place}: {problem}")

    def all(self):
        if [path for path, _ in self.english] != [path for path, _ in self.chinese]:
            self.wrong("sightline", "its commands depend on the language")
            return
        for (path, english), (_, chinese) in zip(self.english, self.chinese):
            self.texts(path, english, chinese)
        # Processes of their own; what they find is put in order.
        with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
            tasks = [pool.submit(self.command, *entry) for entry in self.english]
            for task in tasks:
                task.result()
        self.language_option()

    def texts(self, path, english, chinese):
        """What commands say of themselves."""
        place = " ".join(path)
        for key in ("abstract", "discussion"):
            # ArgumentParser's own command has its Chinese text in the page only.
            if path[1:] != ["help"]:
                self.told(f"{place}, {key}", english.get(key), chinese.get(key))
        for one, other in zip(arguments(english), arguments(chinese), strict=True):
            if name_of(one) != name_of(other):
                self.wrong(place, f"{name_of(one)} is {name_of(other)} in Chinese")
            if is_built_in(one):
                continue
            for key in ("abstract", "discussion", "sectionTitle"):
                self.told(f"{place} {name_of(one)}, {key}", one.get(key), other.get(key))

    def told(self, place, english, chinese):
        if not english and not chinese:
            return
        if not chinese or not HAN.search(chinese):
            self.wrong(place, f"not in Chinese: {chinese or english}")
        elif sentence := self.english_in(chinese):
            self.wrong(place, f"English in Chinese: {sentence}")
        if english and HAN.search(english):
            self.wrong(place, f"not in English: {english}")

    def english_in(self, text):
        """Four or more Latin words in a row that name nothing; None where there are none."""
        for known in SYSTEM:
            text = text.replace(known, "")
        text = re.sub(r"`[^`\n]*`", "…", text)
        run = []
        # Whatever is not a word and not a space between words ends a run.
        for token in re.findall(r"[^\s\u2e80-\uffee]+|[\u2e80-\uffee]", text):
            word = token.strip(",.;:()'\"“”")
            if not re.fullmatch(r"[A-Za-z]+(['’-][a-z]+)?", word):
                run = []
                continue
            run.append(word)
            if sum(not self.names_something(word) for word in run) >= 4:
                return " ".join(run)
        return None

    def names_something(self, word):
        return word.lower() in self.identifiers | VALUES or (len(word) > 1 and word.isupper())

    def command(self, path, info):
        self.help(path, info)
        if path[1:] != ["help"]:
            self.wrong_usage(path, info)

    def help(self, path, info):
        place = " ".join([*path, "--help"])
        words = ["help", "help"] if path[1:] == ["help"] else [*path[1:], "--help"]
        result = self.run(words, ENGLISH)
        wanted = english_page(path, info, result.stdout)
        if (result.returncode, result.stderr, result.stdout) != (0, "", wanted + "\n"):
            self.wrong(place, f"not what ArgumentParser prints:\n{result.stdout}{result.stderr}")
        for columns in WIDTHS:
            result = self.run(words, CHINESE, columns)
            if result.returncode != 0 or result.stderr:
                self.wrong(place, f"exit code {result.returncode}, {result.stderr}")
            self.chinese_page(place, info, result.stdout, wanted, columns)
        if path[1:] != ["help"] and self.run(["help", *path[1:]], CHINESE, columns).stdout != result.stdout:
            self.wrong(place, "not the same as " + " ".join([path[0], "help", *path[1:]]))

    def chinese_page(self, place, info, page, english, columns):
        overview = "概述：" if info.get("abstract") else "用法："
        if not page.startswith(overview):
            self.wrong(place, f"does not begin with {overview}")
        if labels(page) != [label.replace(" (default)", "（默认）") for label in labels(english)]:
            self.wrong(place, f"{labels(page)} in Chinese is {labels(english)} in English")
        for line in page.splitlines():
            content = line.strip()
            if sentence := self.english_in(line):
                self.wrong(place, f"English in Chinese: {sentence}")
            if re.match("(OVERVIEW|USAGE|ARGUMENTS|OPTIONS|SUBCOMMANDS|  See '|.*<(options|subcommand)>)", line):
                self.wrong(place, f"English in Chinese: {content}")
            if content and content[0] in CLOSING:
                self.wrong(place, f"a line begins with {content[0]}")
            is_label = re.match(r"  [-<]", line) and "  " not in content
            # An option and its value are one in a synopsis.
            is_single = not HAN.search(content) and (
                " " not in content or re.fullmatch(r"\[?-\S+ <[^>]+>\]?", content))
            if width(line) > columns and not is_label and not is_single:
                self.wrong(place, f"wider than {columns}: {line}")

    def wrong_usage(self, path, info):
        words = path[1:]
        shown = [argument for argument in arguments(info) if argument["shouldDisplay"]]
        if any(not argument["isOptional"] for argument in shown):
            self.refused(words, "Error: Missing ", "错误：缺少")
        else:
            self.refused(words + [UNKNOWN], f"Error: Unknown option '{UNKNOWN}'", f"错误：未知选项 '{UNKNOWN}'")
        if subcommands(info):
            self.refused(words + ["no-such-command"], "Error: Unexpected argument 'no-such-command'",
                         "错误：无法识别的参数 'no-such-command'")
        for argument in shown:
            if argument["kind"] != "option":
                continue
            # The unknown option sees to it that nothing runs where a text is right.
            bad = words + [name_of(argument) + "=?!", UNKNOWN]
            if argument.get("allValues"):
                self.refused(bad, "Error: The value '?!' is invalid for ", "错误：'")
            else:
                self.refused(bad, "Error: ", "错误：")

    def refused(self, words, english, chinese):
        """`words` are wrong usage, of which is said what begins like this."""
        for language, start in ((ENGLISH, english), (CHINESE, chinese)):
            place = " ".join(["sightline", *words, "in", language])
            result = self.run(words, language)
            said = result.stderr
            if result.returncode != 2 or result.stdout:
                self.wrong(place, f"exit code {result.returncode} and {result.stdout!r}, not 2 and nothing")
            if not said.startswith(start):
                self.wrong(place, f"does not say {start} but {said}")
            usage = ("\nUsage: ", "\n  See '") if language == ENGLISH else ("\n用法：", "\n  更多说明见 '")
            if not all(part in said for part in usage):
                self.wrong(place, f"lacks the usage: {said}")
            if language == CHINESE:
                first = re.sub(r"'[^']*'", "", said.splitlines()[0] if said else "")
                message = first.removeprefix("错误：")
                if not HAN.search(message):
                    self.wrong(place, f"not in Chinese: {said}")
                elif sentence := self.english_in(said):
                    self.wrong(place, f"English in Chinese: {sentence}")
                # The reason that an option has of its own.
                elif "无效：" in message and not HAN.search(message.split("无效：", 1)[1]):
                    self.wrong(place, f"not in Chinese: {said}")
            elif HAN.search(said):
                self.wrong(place, f"not in English: {said}")

    def language_option(self):
        """--language counts before anything is parsed, and more than the environment."""
        path, _ = next(entry for entry in self.english
                       if any(name_of(argument) == "--language" for argument in arguments(entry[1])))
        words = path[1:]
        for option in (["--language", CHINESE], [f"--language={CHINESE}"]):
            for line in ([*words, "--help", *option], [*words, *option, UNKNOWN]):
                result = self.run(line, ENGLISH)
                if not (result.stdout or result.stderr).startswith(("概述：", "错误：")):
                    self.wrong(" ".join(line), "is not answered in Chinese")
        result = self.run([*words, "--help", "--language", ENGLISH], CHINESE)
        if not result.stdout.startswith("OVERVIEW: "):
            self.wrong(" ".join(words), "--language en is not answered in English")
        if self.run(["--version"], ENGLISH).stdout != self.run(["--version"], CHINESE).stdout:
            self.wrong("--version", "depends on the language")


# What the description of ArgumentParser has.

def commands(info, path=()):
    path = [*path, info["commandName"]]
    found = [(path, info)]
    for subcommand in info.get("subcommands", []):
        found += commands(subcommand, path)
    return found


def arguments(info):
    return info.get("arguments", [])


def subcommands(info):
    """The help command is described at the root, but no command of ours."""
    return [entry for entry in info.get("subcommands", []) if entry["commandName"] != "help"]


def name_of(argument):
    return dashed(argument["preferredName"]) if "preferredName" in argument else f"<{argument['valueName']}>"


def dashed(name):
    return ("--" if name["kind"] == "long" else "-") + name["name"]


def is_built_in(argument):
    """What ArgumentParser adds to every command."""
    return name_of(argument) in ("--version", "--help")


def identifiers(entries):
    found = set()
    for _, info in entries:
        found.add(info["commandName"])
        for argument in arguments(info):
            found |= {argument.get("valueName", ""), *argument.get("allValues", [])}
    return {word.lower() for word in found}


# A page of help as ArgumentParser 1.8.2 makes it (HelpGenerator.swift, UsageGenerator.swift).

def english_page(path, info, page):
    """`page` is the one that was printed: it alone tells whether the value of an option may be left out."""
    shown = [argument for argument in arguments(info) if argument["shouldDisplay"]]
    overview = "\n\n".join(filter(None, (info.get("abstract"), info.get("discussion"))))
    text = wrapped(f"OVERVIEW: {overview}", 80) + "\n\n" if overview else ""
    text += f"USAGE: {usage(path, info, shown, page)}\n\n"

    sections = {"ARGUMENTS": [], "OPTIONS": [], "SUBCOMMANDS": []}
    while shown:
        argument = shown.pop(0)
        name = label(argument, page)
        # Flags that exclude each other have one entry.
        while f"\n  {name}/" in page:
            name += "/" + label(shown.pop(0), page)
        kind = "ARGUMENTS" if argument["kind"] == "positional" else "OPTIONS"
        sections[kind].append(element(name, described(argument, page), argument.get("discussion")))
    for entry in subcommands(info):
        if entry["shouldDisplay"]:
            names = ", ".join([entry["commandName"], *entry.get("aliases", [])])
            is_default = entry["commandName"] == info.get("defaultSubcommand")
            sections["SUBCOMMANDS"].append(
                element(names + " (default)" * is_default, entry.get("abstract", "")))
    text += "\n".join(f"{name}:\n" + "".join(elements) for name, elements in sections.items() if elements)
    if sections["SUBCOMMANDS"]:
        line = " ".join([path[0], "help", *path[1:]])
        text += f"\n  See '{line} <subcommand>' for detailed help."
    return text


def usage(path, info, shown, page):
    options = [argument for argument in shown if not is_built_in(argument)]
    parts = [" ".join(path)]
    if len(options) > 12:
        options = [a for a in options if a["kind"] == "positional" or not a["isOptional"]]
        parts.append("[<options>]" if 0 < len(options) <= 12 else "<options>")
        if len(options) > 12:
            options = []
    parts += [synopsis(argument, page) for argument in options]
    return " ".join(parts + ["<subcommand>"] * bool(subcommands(info)))


def synopsis(argument, page):
    text = name_of(argument)
    if argument["kind"] == "option":
        text += " " + value_of(argument, page)
    text += " ..." * argument["isRepeating"]
    return f"[{text}]" if argument["isOptional"] else text


def label(argument, page):
    if argument["kind"] == "positional":
        return name_of(argument)
    value = " " + value_of(argument, page) if argument["kind"] == "option" else ""
    return names_of(argument) + value


def names_of(argument):
    names = sorted(argument["names"], key=lambda name: name["kind"] != "short")
    return ", ".join(map(dashed, names))


def value_of(argument, page):
    value = f"<{argument['valueName']}>"
    return f"[{value}]" if f"\n  {names_of(argument)} [{value}]" in page else value


def described(argument, page):
    facts = []
    if values := [value for value in argument.get("allValues", []) if value]:
        facts.append("values: " + ", ".join(values))
    if default := argument.get("defaultValue"):
        is_flag = argument["kind"] == "option" and value_of(argument, page).startswith("[")
        facts.append(("default as flag: " if is_flag else "default: ") + default)
    return " ".join(filter(None, (argument.get("abstract"), facts and f"({'; '.join(facts)})")))


def element(name, text, discussion=None):
    head, lines = "  " + name, wrapped(text, 80, 26)
    body = "" if not text else lines[len(head):] if len(head) < 26 else "\n" + lines
    return head + body + "\n" + (wrapped(discussion, 80, 8) + "\n" if discussion else "")


def wrapped(text, columns, indent=0):
    """ArgumentParser's way: a word that would just fit goes to the next line."""
    columns, lines, rest = columns - indent, [], text
    while True:
        chunk = rest[:columns]
        if "\n" in chunk:
            at = chunk.rindex("\n")
            lines += chunk[:at].split("\n")
        elif len(chunk) == len(rest):
            lines.append(rest)
            break
        elif " " in rest:
            at = chunk.rindex(" ") if " " in chunk else rest.index(" ")
            lines.append(rest[:at])
        else:
            lines.append(rest)
            break
        rest = rest[at + 1:]
    return "\n".join(" " * indent + line if line else line for line in lines)


def labels(page):
    """The names of arguments, options and subcommands that a page of help has, in their order."""
    below = re.split(r"\n(?:USAGE: |用法：)", "\n" + page, maxsplit=1)[-1]
    found = []
    for line in below.splitlines():
        if match := re.match(r"  ([-<a-z].*?)(?:  .*)?$", line):
            label = match.group(1)
            # One that just fits is followed by a single space before the text in its column.
            is_full = len(label) > 24 and label[23] == " " and label[24] not in "<[-"
            found.append(label[:23] if is_full else label)
    return found


def width(line):
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in line)


if __name__ == "__main__":
    main()
