package io.cloudless.raster.tiff;

import java.io.StringReader;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * What GDAL's XML in tag 42112 says (https://gdal.org/drivers/raster/gtiff.html#metadata).
 *
 * @param ofFile items of the whole file by name; those of one band have its number, counted from 1, behind the name
 * @param ofBands items that have a role, by role in lower case and band, counted from 0, such as {@code scale 0}
 */
record GdalMetadata(Map<String, String> ofFile, Map<String, String> ofBands) {

    /** Reads what can be read: damaged XML says nothing from there on, the pixels are sound all the same. */
    static GdalMetadata parse(@Nullable String xml) {
        GdalMetadata metadata = new GdalMetadata(new TreeMap<>(), new HashMap<>());
        if (xml != null) {
            XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
            factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
            factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
            try {
                XMLStreamReader reader = factory.createXMLStreamReader(new StringReader(xml));
                while (reader.hasNext()) {
                    if (reader.next() == XMLStreamReader.START_ELEMENT
                            && reader.getLocalName().equals("Item")) {
                        metadata.add(reader);
                    }
                }
            } catch (XMLStreamException e) {
                return metadata;
            }
        }
        return metadata;
    }

    private void add(XMLStreamReader reader) throws XMLStreamException {
        String name = reader.getAttributeValue(null, "name");
        String sample = reader.getAttributeValue(null, "sample");
        String role = reader.getAttributeValue(null, "role");
        String text = reader.getElementText();
        if (role != null && sample != null) {
            ofBands.put(role.toLowerCase(Locale.ROOT) + " " + sample, text);
        } else if (name != null) {
            ofFile.put(sample == null ? name : name + " " + bandNumber(sample), text);
        }
    }

    private static String bandNumber(String sample) {
        return sample.matches("\\d{1,6}") ? Integer.toString(Integer.parseInt(sample) + 1) : sample;
    }

    /** Text of a role such as {@code description}, or empty. */
    String text(String role, int band) {
        return ofBands.getOrDefault(role + " " + band, "");
    }

    /** Number of a role such as {@code scale}. */
    double number(String role, int band, double orElse) {
        Double value = parseNumber(text(role, band));
        return value == null || !Double.isFinite(value) ? orElse : value;
    }

    /** A number as GDAL writes it, {@code nan} and {@code -inf} among them; null if the text is none. */
    static @Nullable Double parseNumber(String text) {
        String plain = text.strip().toLowerCase(Locale.ROOT);
        return switch (plain) {
            case "nan", "-nan" -> Double.NaN;
            case "inf", "+inf" -> Double.POSITIVE_INFINITY;
            case "-inf" -> Double.NEGATIVE_INFINITY;
            default -> {
                try {
                    yield Double.valueOf(plain);
                } catch (NumberFormatException e) {
                    yield null;
                }
            }
        };
    }
}
