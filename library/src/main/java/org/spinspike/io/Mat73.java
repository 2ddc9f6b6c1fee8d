package org.spinspike.io;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.spinspike.math.NamedArray;

/**
 * MAT files of version 7.3, which are HDF5: the class of a value is an attribute, the order of axes is turned round, a struct is a group, a cell a dataset of references to what lies in the group
 * {@code #refs#}, a struct array one such dataset a field. Numbers are read where they are asked for, while the file is open.
 */
final class Mat73 {
    private static final String CLASS = "MATLAB_class";
    private static final int DEEPEST = 32, MOST_VALUES = 200_000;

    private final Path path;
    private final Hdf5 file;
    private final Set<String> under = new HashSet<>();                        // what is being looked at: none of it may be part of itself
    private int values;

    Mat73(Path path, Hdf5 file) {
        this.path = path;
        this.file = file;
    }

    Map<String, MatValue> variables() {
        Map<String, MatValue> found = new LinkedHashMap<>();
        for (String name : file.children("")) if (!name.startsWith("#")) found.put(name, value(name, 0));
        return found;
    }

    private MatValue value(String place, int depth) {
        if (depth > DEEPEST) throw SpikeFileException.refused(path, place, "cells and structs lie deeper than " + DEEPEST + " levels");
        if (!under.add(place)) throw SpikeFileException.refused(path, place, "is a part of itself");
        MatValue value = open(place, depth);
        under.remove(place);
        return value;
    }

    private MatValue open(String place, int depth) {
        if (++values > MOST_VALUES) throw SpikeFileException.refused(path, "", "holds more than " + MOST_VALUES + " values in cells and structs");
        String type = file.text(place, CLASS).orElse("");
        if (file.groups().containsKey(place)) return type.equals("struct") || type.isEmpty() ? struct(place, depth) : new MatValue.Other(type.equals("double") ? "sparse matrix" : type, new int[] {1, 1});
        int[] shape = reversed(file.shape(place));
        if (file.number(place, "MATLAB_empty").orElse(0.) != 0) return empty(place, type);
        if (file.isReferences(place)) return new MatValue.Cells(shape, elements(place, depth));
        if (type.equals("char")) return new MatValue.Text(shape, text(place));
        if (!file.isNumber(place)) return new MatValue.Other(file.words(place), shape);
        return new MatValue.Numbers(type.isEmpty() ? "double" : type, shape, part -> numbers(place, shape, part));
    }

    /** In the file the axes stand the other way round, and a vector may have one only. */
    private NamedArray numbers(String place, int[] shape, ArrayPart part) {
        if (part == null || file.shape(place).length != shape.length) {
            NamedArray all = MatValue.rowMajor(file.read(place).data(), shape);
            return part == null ? all : part.of(all);
        }
        return MatValue.rowMajor(file.read(place, part.turned()).data(), part.shape(shape));
    }

    /** The shape of what is empty stands in place of its values. */
    private MatValue empty(String place, String type) {
        int[] shape = file.ints(place);
        for (int axis : shape) if (axis < 0) throw new SpikeFileException(path, place, "axes of an empty array", java.util.Arrays.toString(shape));
        if (java.util.Arrays.stream(shape).allMatch(a -> a > 0)) throw new SpikeFileException(path, place, "an axis of length 0 in an empty array", java.util.Arrays.toString(shape));
        if (type.equals("char")) return new MatValue.Text(shape, "");
        return type.equals("cell") ? new MatValue.Cells(shape, List.of()) : MatValue.Numbers.whole(type, shape, () -> NamedArray.of(new double[0], shape));
    }

    /** Fields that are all references of one shape belong to an array of structs: nothing but cells has references, and those say so. */
    private MatValue struct(String place, int depth) {
        Map<String, List<MatValue>> fields = new LinkedHashMap<>();
        List<String> names = file.children(place);
        boolean many = !names.isEmpty() && names.stream().map(n -> place + "/" + n).allMatch(n -> file.datasets().containsKey(n) && file.isReferences(n) && file.text(n, CLASS).isEmpty());
        int[] shape = many ? reversed(file.shape(place + "/" + names.get(0))) : new int[] {1, 1};
        for (String name : names) {
            String field = place + "/" + name;
            List<MatValue> held = many ? elements(field, depth) : List.of(value(field, depth + 1));
            if (many && !java.util.Arrays.equals(reversed(file.shape(field)), shape)) throw SpikeFileException.refused(path, field, "is of another shape than the other fields of its structs");
            fields.put(name, held);
        }
        return new MatValue.Structs(shape, fields);
    }

    private List<MatValue> elements(String place, int depth) {
        List<MatValue> elements = new ArrayList<>();
        for (long address : file.references(place)) {
            String target = file.at(address).orElseThrow(() -> SpikeFileException.refused(path, place, "refers to a value that is not there: the file is damaged"));
            elements.add(value(target, depth + 1));
        }
        return elements;
    }

    private String text(String place) {
        var text = new StringBuilder();
        for (int code : file.ints(place)) text.append(Character.isValidCodePoint(code) ? Character.toString(code) : "?");
        return text.toString();
    }

    /** MATLAB has two axes at least. */
    private static int[] reversed(int[] shape) {
        int[] out = new int[Math.max(2, shape.length)];
        java.util.Arrays.fill(out, 1);
        for (int a = 0; a < shape.length; a++) out[shape.length - 1 - a] = shape[a];
        return out;
    }
}
