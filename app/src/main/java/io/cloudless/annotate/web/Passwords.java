package io.cloudless.annotate.web;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** Keeps passwords so that who reads the database does not know them: PBKDF2 with HMAC-SHA256 (RFC 8018). */
public final class Passwords {
    private static final SecureRandom RANDOM = new SecureRandom();
    /** OWASP Password Storage Cheat Sheet, 2023. */
    private static final int ITERATIONS = 600_000;

    private static final int SALT_BYTES = 16;
    private static final int HASH_BITS = 256;
    private static final int SHORTEST = 8;
    private static final int LONGEST = 1000;
    /** Nobody's: to take as long over somebody unknown as over somebody known. */
    static final String OF_NOBODY = kept(new byte[SALT_BYTES], new byte[HASH_BITS / Byte.SIZE]);

    private Passwords() {}

    /**
     * What is kept of a password.
     *
     * @throws IllegalArgumentException if it is too short or too long
     */
    public static String hash(String password) {
        if (password.length() < SHORTEST || password.length() > LONGEST) {
            throw new IllegalArgumentException("A password has " + SHORTEST + " to " + LONGEST + " characters");
        }
        byte[] salt = new byte[SALT_BYTES];
        RANDOM.nextBytes(salt);
        return kept(salt, derive(password, salt, ITERATIONS));
    }

    private static String kept(byte[] salt, byte[] hash) {
        Base64.Encoder base64 = Base64.getEncoder();
        return ITERATIONS + ":" + base64.encodeToString(salt) + ":" + base64.encodeToString(hash);
    }

    /** Whether this is the password of which that is kept. */
    static boolean matches(String password, String hash) {
        String[] parts = hash.split(":", 3);
        byte[] salt = Base64.getDecoder().decode(parts[1]);
        byte[] expected = Base64.getDecoder().decode(parts[2]);
        return MessageDigest.isEqual(expected, derive(password, salt, Integer.parseInt(parts[0])));
    }

    /** Compares without telling by its duration how much is right. */
    static boolean isSame(String a, String b) {
        return MessageDigest.isEqual(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
    }

    /** So many random bytes as text that may stand in a URL. */
    static String random(int bytes) {
        byte[] random = new byte[bytes];
        RANDOM.nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    private static byte[] derive(String password, byte[] salt, int iterations) {
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(new PBEKeySpec(password.toCharArray(), salt, iterations, HASH_BITS))
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has PBKDF2", e);
        }
    }
}
