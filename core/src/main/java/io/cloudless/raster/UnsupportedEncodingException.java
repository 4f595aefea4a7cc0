package io.cloudless.raster;

/** A sound file that uses something the built-in reader does not know; GDAL may. */
public final class UnsupportedEncodingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param what the thing not known, such as {@code "LERC compression"} */
    public UnsupportedEncodingException(String what) {
        super(what);
    }
}
