// Sixty ways to name an address that may not be called.

/** What a name server of somebody hostile says. */
export const NAMES: Readonly<Record<string, readonly string[]>> = {
  "private.test": ["10.1.2.3"],
  "loopback.test": ["127.0.0.1"],
  "six.test": ["::1"],
  "mapped.test": ["::ffff:127.0.0.1"],
  "metadata.test": ["169.254.169.254"],
  "mixed.test": ["8.8.8.8", "127.0.0.1"],
  "127.0.0.1.dns.test": ["127.0.0.1"],
  "zoned.test": ["fe80::1%lo"],
};

/** Hosts of this machine and of private networks, to have a port put behind them. */
export const HOSTS = [
  ...["127.0.0.1", "127.0.0.53", "127.255.255.254", "0.0.0.0", "[::1]", "[::]"],
  ...["[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[0:0:0:0:0:ffff:7f00:1]", "[64:ff9b::7f00:1]", "[2002:7f00:1::]"],
  ...["169.254.169.254", "169.254.0.1", "[fe80::1]", "[fd00::1]", "[fc00::1]", "[fd00:ec2::254]"],
  ...["10.0.0.1", "10.255.255.255", "172.16.0.1", "172.31.255.255", "192.168.0.1", "192.168.255.1"],
  ...["100.64.0.1", "100.127.255.254", "100.100.100.200", "168.63.129.16", "255.255.255.255", "224.0.0.1"],
  ...["2130706433", "0x7f000001", "0x7f.0.0.1", "0177.0.0.1", "017700000001", "127.1", "0"],
  ...["①②⑦.0.0.1", "127。0。0。1", "127．0．0．1", "%31%32%37.0.0.1", "127.0.0.1."],
  ...["localhost", "LOCALHOST", "localhost.", "ｌocalhost", "sub.localhost", "user:secret@example.com", "example.com@127.0.0.1"],
  ...["private.test", "loopback.test", "six.test", "mapped.test", "metadata.test", "mixed.test", "127.0.0.1.dns.test"],
];

/** Whole URLs that lead there, or nowhere over HTTP. */
export const URLS = ["ftp://127.0.0.1/", "file:///etc/passwd", "javascript:alert(1)", "http:\\\\127.0.0.1\\", "//127.0.0.1/"];
