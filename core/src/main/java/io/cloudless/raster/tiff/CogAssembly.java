package io.cloudless.raster.tiff;

import io.cloudless.raster.Band;
import io.cloudless.raster.tiff.GeoTiffWriter.Layout;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Puts finished levels together to one Cloud Optimized GeoTIFF: all directories, then the tiles of the smallest level
 * first.
 *
 * @param levels full resolution first
 * @param metadata free entries by name, written in the map's order
 */
record CogAssembly(Layout layout, List<Band> bands, Map<String, String> metadata, List<PyramidLevel> levels) {

    /** @param classicLimit a file of more bytes becomes a BigTIFF */
    void write(FileChannel file, long classicLimit) throws IOException {
        long dataLength = 0;
        for (PyramidLevel level : levels) {
            dataLength += level.length();
        }
        // A directory's length does not depend on where the tiles lie, so it can be had before that is known.
        long[] nowhere = new long[levels.size()];
        boolean big = TiffHeader.length(false, directories(false, nowhere)) + dataLength > classicLimit;
        long[] starts = new long[levels.size()];
        long at = TiffHeader.length(big, directories(big, nowhere));
        for (int i = levels.size() - 1; i >= 0; i--) {
            starts[i] = at;
            at += levels.get(i).length();
        }
        ByteBuffer header = TiffHeader.of(big, directories(big, starts));
        while (header.hasRemaining()) {
            file.write(header);
        }
        for (int i = levels.size() - 1; i >= 0; i--) {
            levels.get(i).copyTo(file);
        }
    }

    /** @param starts where each level's tiles begin in the file */
    private List<TiffDirectory> directories(boolean big, long[] starts) {
        List<TiffDirectory> directories = new ArrayList<>();
        for (int i = 0; i < levels.size(); i++) {
            PyramidLevel level = levels.get(i);
            long[] lengths = level.tileLengths();
            TiffDirectory directory = new TiffDirectory(big)
                    .longs(TiffPage.NEW_SUBFILE_TYPE, i == 0 ? 0 : 1) // 1: a reduced copy of another picture
                    .longs(TiffPage.IMAGE_WIDTH, level.width())
                    .longs(TiffPage.IMAGE_LENGTH, level.height())
                    .offsets(TiffPage.TILE_OFFSETS, offsets(starts[i], lengths))
                    .longs(TiffPage.TILE_BYTE_COUNTS, lengths);
            GeoTiffTags.putStructure(directory, layout, bands);
            directories.add(directory);
        }
        GeoTiffTags.putMetadata(directories.get(0), bands, metadata);
        if (layout.georeference() != null) {
            GeoTiffTags.putGeoreference(directories.get(0), layout.georeference());
        }
        return directories;
    }

    private static long[] offsets(long start, long[] lengths) {
        long[] offsets = new long[lengths.length];
        long at = start;
        for (int tile = 0; tile < offsets.length; tile++) {
            offsets[tile] = at + TiffHeader.TILE_LEADER;
            at = offsets[tile] + lengths[tile] + TiffHeader.TILE_TRAILER;
        }
        return offsets;
    }
}
