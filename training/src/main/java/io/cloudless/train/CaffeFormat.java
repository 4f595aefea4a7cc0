package io.cloudless.train;

import com.google.protobuf.ByteString;
import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Label;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Type;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Message;
import java.util.List;

/**
 * Caffe's Protocol Buffers messages, as far as they say which layers there are and what their weights are. Layers have been
 * written in three ways over the years: {@code layer}, before that {@code layers}, and at first a {@code layer} within
 * {@code layers}.
 *
 * @see <a href="https://github.com/BVLC/caffe/blob/master/src/caffe/proto/caffe.proto">caffe.proto</a>
 */
final class CaffeFormat {
    /** Of the whole file, be it text or not. */
    static final Descriptor NET = file().findMessageTypeByName("NetParameter");

    private CaffeFormat() {}

    private static FileDescriptor file() {
        FileDescriptorProto.Builder file = FileDescriptorProto.newBuilder().setPackage("caffe");
        file.addMessageType(message("BlobShape").addField(repeated("dim", 1, Type.TYPE_INT64)));
        file.addMessageType(message("BlobProto")
                .addField(field("num", 1, Type.TYPE_INT64))
                .addField(field("channels", 2, Type.TYPE_INT64))
                .addField(field("height", 3, Type.TYPE_INT64))
                .addField(field("width", 4, Type.TYPE_INT64))
                // Packed numbers, which are bytes: as a list each of the millions would be an object.
                .addField(repeated("data", 5, Type.TYPE_BYTES))
                .addField(repeated("double_data", 8, Type.TYPE_BYTES))
                .addField(one("shape", 7, "BlobShape")));
        file.addMessageType(message("ConvolutionParameter").addField(field("num_output", 1, Type.TYPE_UINT32)));
        file.addMessageType(message("InnerProductParameter").addField(field("num_output", 1, Type.TYPE_UINT32)));
        file.addMessageType(message("V0LayerParameter")
                .addField(field("name", 1, Type.TYPE_STRING))
                .addField(field("num_output", 3, Type.TYPE_UINT32))
                .addField(many("blobs", 50, "BlobProto")));
        file.addMessageType(message("V1LayerParameter")
                .addField(one("layer", 1, "V0LayerParameter"))
                .addField(field("name", 4, Type.TYPE_STRING))
                .addField(many("blobs", 6, "BlobProto"))
                .addField(one("convolution_param", 10, "ConvolutionParameter"))
                .addField(one("inner_product_param", 17, "InnerProductParameter")));
        file.addMessageType(message("LayerParameter")
                .addField(field("name", 1, Type.TYPE_STRING))
                .addField(many("blobs", 7, "BlobProto"))
                .addField(one("convolution_param", 106, "ConvolutionParameter"))
                .addField(one("inner_product_param", 117, "InnerProductParameter")));
        file.addMessageType(message("NetParameter")
                .addField(many("layers", 2, "V1LayerParameter"))
                .addField(many("layer", 100, "LayerParameter")));
        try {
            return FileDescriptor.buildFrom(file.build(), new FileDescriptor[0]);
        } catch (DescriptorValidationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static DescriptorProto.Builder message(String name) {
        return DescriptorProto.newBuilder().setName(name);
    }

    private static FieldDescriptorProto.Builder field(String name, int number, Type type) {
        return FieldDescriptorProto.newBuilder()
                .setName(name)
                .setNumber(number)
                .setType(type)
                .setLabel(Label.LABEL_OPTIONAL);
    }

    private static FieldDescriptorProto.Builder repeated(String name, int number, Type type) {
        return field(name, number, type).setLabel(Label.LABEL_REPEATED);
    }

    private static FieldDescriptorProto.Builder one(String name, int number, String message) {
        return field(name, number, Type.TYPE_MESSAGE).setTypeName(".caffe." + message);
    }

    private static FieldDescriptorProto.Builder many(String name, int number, String message) {
        return one(name, number, message).setLabel(Label.LABEL_REPEATED);
    }

    /** The messages of a field; none where the message has no such field. */
    static List<Message> messages(Message parent, String name) {
        FieldDescriptor field = parent.getDescriptorForType().findFieldByName(name);
        if (field == null) {
            return List.of();
        }
        if (!field.isRepeated()) {
            return parent.hasField(field) ? List.of((Message) parent.getField(field)) : List.of();
        }
        return list(parent, field, Message.class);
    }

    /** The numbers of a field. */
    static List<Long> numbers(Message parent, String name) {
        return list(parent, parent.getDescriptorForType().findFieldByName(name), Long.class);
    }

    /** The bytes of a field, one after the other. */
    static ByteString bytes(Message parent, String name) {
        return ByteString.copyFrom(list(parent, parent.getDescriptorForType().findFieldByName(name), ByteString.class));
    }

    private static <T> List<T> list(Message parent, FieldDescriptor field, Class<T> type) {
        return ((List<?>) parent.getField(field)).stream().<T>map(type::cast).toList();
    }

    /** The value of a field; what it has by default where it was not written. */
    static <T> T value(Message parent, String name, Class<T> type) {
        return type.cast(parent.getField(parent.getDescriptorForType().findFieldByName(name)));
    }
}
