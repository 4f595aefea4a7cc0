/**
 * What people mark on images, and the files they exchange it in: cloudless's own {@code annotated.json}, COCO, YOLO, Pascal
 * VOC and GeoJSON.
 *
 * <p>Read {@link io.cloudless.scene.AnnotatedImage} and {@link io.cloudless.scene.Shape} first, then
 * {@link io.cloudless.scene.AnnotationFormat}, which reads and writes them. {@link io.cloudless.scene.ClassMask} turns
 * them into a mask.
 */
@NullMarked
package io.cloudless.scene;

import org.jspecify.annotations.NullMarked;
