package io.cloudless.annotate.web;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Marks that browsers keep of having logged in, which nobody else can make: an id, and a code of it that needs what logging in
 * is checked by. Another password or token makes an end of them.
 */
final class KnownBrowsers {
    private static final int ID_BYTES = 16;
    private static final String ALGORITHM = "HmacSHA256";

    private KnownBrowsers() {}

    /**
     * A new one.
     *
     * @param key what is kept of the password, or the token
     * @param whose account it is of
     */
    static String mark(String key, String whose) {
        String id = Passwords.random(ID_BYTES);
        return id + "." + code(key, whose, id);
    }

    /** The id of a mark, if it is one of this account. */
    static Optional<String> id(String mark, String key, String whose) {
        int dot = mark.indexOf('.');
        return dot > 0 && Passwords.isSame(code(key, whose, mark.substring(0, dot)), mark.substring(dot + 1))
                ? Optional.of(mark.substring(0, dot))
                : Optional.empty();
    }

    private static String code(String key, String whose, String id) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(mac.doFinal((id + " " + whose).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has HMAC with SHA-256", e);
        }
    }
}
