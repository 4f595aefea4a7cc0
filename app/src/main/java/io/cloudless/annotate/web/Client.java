package io.cloudless.annotate.web;

import io.javalin.http.Context;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a request comes from. What a proxy says of it counts only if that proxy was named: anybody can send such headers.
 *
 * @param network the address; of IPv6 the first 48 bits, of which one customer may have all
 * @param tls whether the browser's own line is encrypted
 */
record Client(String network, boolean tls) {
    private static final String BYTE = "(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)";
    private static final Pattern IPV4 = Pattern.compile("(" + BYTE + "(?:\\." + BYTE + "){3})(?::\\d+)?");
    private static final Pattern IPV6 =
            Pattern.compile("\\[?([0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*)(?:%\\w+)?(?:](?::\\d+)?)?");
    private static final int IPV4_BYTES = 4;
    private static final int SITE_BYTES = 6;

    /** @param proxies whose word counts */
    static Client of(Context context, Set<InetAddress> proxies) {
        @Nullable InetAddress peer = address(context.req().getRemoteAddr());
        if (peer == null) {
            return new Client("unknown", false);
        }
        if (!proxies.contains(peer)) {
            return new Client(network(peer), context.req().isSecure());
        }
        List<String> protocols = values(context, "X-Forwarded-Proto");
        boolean tls =
                !protocols.isEmpty() && protocols.get(protocols.size() - 1).equalsIgnoreCase("https");
        return new Client(network(beyond(peer, proxies, values(context, "X-Forwarded-For"))), tls);
    }

    /** Each proxy adds at the right whom it was asked by: all beyond the first that is no proxy may be invented. */
    private static InetAddress beyond(InetAddress peer, Set<InetAddress> proxies, List<String> forwarded) {
        InetAddress last = peer;
        Collections.reverse(forwarded);
        for (String value : forwarded) {
            @Nullable InetAddress address = address(value);
            if (address == null) {
                return last;
            }
            last = address;
            if (!proxies.contains(address)) {
                return last;
            }
        }
        return last;
    }

    private static List<String> values(Context context, String header) {
        List<String> values = new ArrayList<>();
        for (String line : Collections.list(context.req().getHeaders(header))) {
            Arrays.stream(line.split(",", -1)).map(String::strip).forEach(values::add);
        }
        return values;
    }

    /** An address written in numbers, with or without a port; null if it is none. No name server is asked. */
    static @Nullable InetAddress address(String text) {
        for (Pattern pattern : new Pattern[] {IPV4, IPV6}) {
            Matcher matcher = pattern.matcher(text);
            if (matcher.matches()) {
                try {
                    return InetAddress.getByName(matcher.group(1));
                } catch (UnknownHostException e) {
                    return null;
                }
            }
        }
        return null;
    }

    private static String network(InetAddress address) {
        byte[] bytes = address.getAddress();
        return bytes.length == IPV4_BYTES
                ? address.getHostAddress()
                : HexFormat.of().formatHex(bytes, 0, SITE_BYTES);
    }
}
