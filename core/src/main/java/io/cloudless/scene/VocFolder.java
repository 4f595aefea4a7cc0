package io.cloudless.scene;

import io.cloudless.files.AtomicFile;
import io.cloudless.files.InputException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/**
 * {@link AnnotationFormat#VOC}: {@code NAME.xml} for each image. Its pixels are counted from 1 and {@code xmax},
 * {@code ymax} are the last ones inside; a 0, which other tools write for the first pixel, is taken for the edge.
 *
 * @see <a href="http://host.robots.ox.ac.uk/pascal/VOC/voc2012/htmldoc/index.html">VOC 2012 development kit</a>
 */
final class VocFolder implements AnnotationCodec {
    private static final String ENDING = ".xml";

    static boolean isXml(Path file) {
        return file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(ENDING);
    }

    @Override
    public AnnotationSet read(Path path, Images images) {
        List<AnnotatedImage> read = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Path file : xmlFiles(path)) {
            AnnotatedImage image = readImage(file, images);
            if (!names.add(image.name())) {
                throw error(file, "the image '" + image.name() + "' is annotated in another file too", null);
            }
            read.add(image);
        }
        return AnnotationSet.of(read);
    }

    private static List<Path> xmlFiles(Path path) {
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        try (Stream<Path> files = Files.list(path)) {
            return files.filter(VocFolder::isXml).sorted().toList();
        } catch (IOException e) {
            throw JsonValue.unreadable(path, e);
        }
    }

    private static AnnotatedImage readImage(Path file, Images images) {
        Element root = parse(file);
        try {
            String name = text(root, "filename");
            Element size = child(root, "size");
            ImageFrame frame = size == null
                    ? AnnotationCodec.lookUp(file, name, images)
                    : AnnotationCodec.lookUp(name, number(size, "width"), number(size, "height"), images);
            List<Annotation> annotations = new ArrayList<>();
            for (Element object : children(root, "object")) {
                Element box = child(object, "bndbox");
                if (box == null) {
                    throw new IllegalArgumentException("an <object> has no <bndbox>");
                }
                annotations.add(new Annotation(
                        text(object, "name"),
                        new Shape.Box(
                                first(number(box, "xmin")),
                                first(number(box, "ymin")),
                                number(box, "xmax"),
                                number(box, "ymax"))));
            }
            return new AnnotatedImage(frame, annotations);
        } catch (IllegalArgumentException e) {
            throw error(file, String.valueOf(e.getMessage()), e);
        }
    }

    private static double first(double pixelFromOne) {
        return pixelFromOne == 0 ? 0 : pixelFromOne - 1;
    }

    /** Nothing outside of the file is ever fetched, and nothing can grow: document types and entities are refused. */
    private static Element parse(Path file) {
        // Not by its File: that becomes an address, in which accents are put together differently.
        try (InputStream in = Files.newInputStream(file)) {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setXIncludeAware(false);
            factory.setExpandEntityReferences(false);
            var builder = factory.newDocumentBuilder();
            builder.setErrorHandler(null);
            return builder.parse(in).getDocumentElement();
        } catch (SAXParseException e) {
            String where = "line " + e.getLineNumber() + ", column " + e.getColumnNumber() + ": ";
            throw error(file, where + "no usable XML: " + e.getMessage(), e);
        } catch (SAXException | ParserConfigurationException e) {
            throw error(file, "no usable XML: " + e.getMessage(), e);
        } catch (IOException e) {
            throw JsonValue.unreadable(file, e);
        }
    }

    private static InputException error(Path file, String found, @Nullable Throwable cause) {
        String remedy = "Mend the file or write it again";
        return cause == null ? new InputException(file, found, remedy) : new InputException(file, found, remedy, cause);
    }

    private static List<Element> children(Element parent, String tag) {
        List<Element> children = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element && element.getTagName().equals(tag)) {
                children.add(element);
            }
        }
        return children;
    }

    private static @Nullable Element child(Element parent, String tag) {
        List<Element> children = children(parent, tag);
        return children.isEmpty() ? null : children.get(0);
    }

    private static String text(Element parent, String tag) {
        Element child = child(parent, tag);
        if (child == null) {
            throw new IllegalArgumentException("<" + parent.getTagName() + "> has no <" + tag + ">");
        }
        return child.getTextContent().strip();
    }

    private static double number(Element parent, String tag) {
        String text = text(parent, tag);
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("<" + tag + "> is '" + text + "', no number", e);
        }
    }

    @Override
    public void write(AnnotationSet annotations, Path path) {
        YoloFolder.checkStems(annotations, path);
        try {
            Files.createDirectories(path);
            for (AnnotatedImage image : annotations.images()) {
                AtomicFile.write(path.resolve(YoloFolder.stem(image) + ENDING), file -> write(image, file));
            }
        } catch (IOException e) {
            throw InputException.unwritable(path, e);
        }
    }

    private static void write(AnnotatedImage image, Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            XMLStreamWriter xml =
                    XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out, StandardCharsets.UTF_8.name());
            xml.writeStartDocument("UTF-8", "1.0");
            start(xml, 0, "annotation");
            leaf(xml, 1, "filename", image.name());
            start(xml, 1, "size");
            leaf(xml, 2, "width", Integer.toString(image.frame().width()));
            leaf(xml, 2, "height", Integer.toString(image.frame().height()));
            leaf(xml, 2, "depth", "3");
            end(xml, 1);
            for (Annotation annotation : image.annotations()) {
                Shape.Box box = annotation
                        .shape()
                        .bounds(image.frame().width(), image.frame().height());
                start(xml, 1, "object");
                leaf(xml, 2, "name", annotation.className());
                start(xml, 2, "bndbox");
                leaf(xml, 3, "xmin", Numbers.text(Point.rounded(box.x0() + 1)));
                leaf(xml, 3, "ymin", Numbers.text(Point.rounded(box.y0() + 1)));
                leaf(xml, 3, "xmax", Numbers.text(box.x1()));
                leaf(xml, 3, "ymax", Numbers.text(box.y1()));
                end(xml, 2);
                end(xml, 1);
            }
            end(xml, 0);
            xml.writeCharacters("\n");
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IOException(e);
        }
    }

    private static void start(XMLStreamWriter xml, int depth, String tag) throws XMLStreamException {
        xml.writeCharacters("\n" + "  ".repeat(depth));
        xml.writeStartElement(tag);
    }

    private static void end(XMLStreamWriter xml, int depth) throws XMLStreamException {
        xml.writeCharacters("\n" + "  ".repeat(depth));
        xml.writeEndElement();
    }

    private static void leaf(XMLStreamWriter xml, int depth, String tag, String text) throws XMLStreamException {
        start(xml, depth, tag);
        xml.writeCharacters(text);
        xml.writeEndElement();
    }

    @Override
    public AnnotationSet held(AnnotationSet annotations) {
        return annotations.reshaped(AnnotationSet.Reshaping.TO_BOX).withUsedClasses();
    }
}
