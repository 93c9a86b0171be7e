import { expect, test } from "vitest";
import { classOf, isOddlyWritten } from "./address";

test.each([
  ...["0.0.0.0", "169.254.169.254", "224.0.0.1", "255.255.255.255", "168.63.129.16", "100.100.100.200"],
  ...["::", "::ffff:127.0.0.1", "::ffff:7f00:1", "0:0:0:0:0:ffff:7f00:1", "::ffff:8.8.8.8", "64:ff9b::7f00:1"],
  ...["fe80::1", "fe80::1%eth0", "ff02::1", "fd00:ec2::254", "0x7f.1", "2130706433", "localhost", ""],
])("%s is never called", (address) => expect(classOf(address)).toBe("never"));

test.each([
  ...["127.0.0.1", "127.255.0.1", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "100.64.0.1", "198.18.0.1"],
  ...["192.0.0.192", "240.0.0.1", "::1", "fd00::1", "fc00::1", "fec0::1", "2001::1", "2001:db8::1", "2002:7f00:1::"],
])("%s is private", (address) => expect(classOf(address)).toBe("private"));

test.each(["8.8.8.8", "1.1.1.1", "172.32.0.1", "100.128.0.1", "2606:4700:4700::1111"])("%s is public", (address) =>
  expect(classOf(address)).toBe("public"),
);

test.each([
  ...["http://0x7f.1/", "http://2130706433/", "http://0177.0.0.1/", "http://127.1/", "http://127.0.0.1./", "http:127.0.0.1"],
  ...["http://127。0。0。1/", "http://①②⑦.0.0.1/", "http://%31%32%37.0.0.1/", "http://x@127.0.0.1/", "http://0/"],
  ...["http://example。com/", "http://ｅxample.com/", "http://müller.example/", "http://ex%61mple.com", "http://[0:0::1]/"],
])("%s is oddly written", (text) => expect(isOddlyWritten(text, new URL(text))).toBe(true));

test.each(["http://127.0.0.1", "HTTP://127.0.0.1:80/x", "https://8.8.8.8?x", "http://example.com./", "http://[::1]:8/"])(
  "%s is plainly written",
  (text) => expect(isOddlyWritten(text, new URL(text))).toBe(false),
);
