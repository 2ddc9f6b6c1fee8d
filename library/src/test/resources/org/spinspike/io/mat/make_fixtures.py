"""Small MAT files for MatReaderTest, made with SciPy 1.17 (version 5) and h5py 3 (version 7.3, as MATLAB lays it out). Run in this folder."""
import h5py, numpy as np, scipy.io

def cell(*values):
    out = np.empty((1, len(values)), object)
    for n, value in enumerate(values): out[0, n] = value
    return out

unit = lambda times, depth, label: {'times': np.array(times, float).reshape(-1, 1), 'depth': depth, 'label': label, 'wave': np.zeros(3)}
session = {'rat': 'Ada', 'probe': cell(cell(unit([.105, .11, .35], 100, 'a'), np.zeros((1, 0))), np.zeros((1, 0)), cell(np.zeros((1, 0)), unit([], 300, 'b'), unit([.05, 1.2], 200, 'c')))}
vectors = cell(np.array([[.1, .2, .9]]), np.zeros((0, 0)), np.array([[.35]]))
counts = np.array([[0, 2, 1, 0], [1, 0, 0, 3], [0, 0, 1, 0]], np.uint8)            # neurons x bins
trials = cell(counts, counts[:, :2])
structs = np.array([[([.5, .7], 3), ([.25], 9)]], dtype=[('spike_times_ms', object), ('id', object)])
structs['spike_times_ms'][0, 0] = np.array([[500., 700.]]); structs['spike_times_ms'][0, 1] = np.array([[250.]])
everything = {'session': session, 'vectors': vectors, 'counts': counts, 'trials': trials, 'units': structs, 'angle': np.array([[0, 45]], np.uint16), 'side': cell('left', 'right'),
              'speed': np.arange(8.).reshape(2, 4), 'events': np.array([[1, .25], [3, .5], [1, 1.75]]), 'z': np.array([[1 + 2j]]), 'box': np.arange(24, dtype=np.int8).reshape(2, 3, 4) % 2}
scipy.io.savemat('every.mat', everything, do_compression=True, oned_as='row')
scipy.io.savemat('plain.mat', {'vectors': vectors}, oned_as='row')
scipy.io.savemat('packed.mat', {'vectors': vectors}, do_compression=True, oned_as='row')
scipy.io.savemat('pair.mat', {'spike_times': np.array([[.3, .1, .2]]), 'unit': np.array([[7, 2, 7]], np.int16), 'note': 'by hand'}, oned_as='row')
import struct
head = b'MATLAB 5.0 MAT-file, by hand'.ljust(116) + b'\0' * 8

def element(kind, data, order='<'): return struct.pack(order + 'II', kind, len(data)) + data + b'\0' * (-len(data) % 8)
def matrix(cls, dims, name, data, order='<', flags=0):
    return element(14, element(6, struct.pack(order + 'II', cls | flags, 0), order) + element(5, struct.pack(order + '%di' % len(dims), *dims), order) + element(1, name, order) + data, order)
open('big.mat', 'wb').write(head + b'\x01\x00MI' + matrix(6, (1, 3), b'spikes', element(9, struct.pack('>3d', .5, .25, 1), '>'), '>'))
little = head + b'\x00\x01IM'
open('huge.mat', 'wb').write(little + matrix(6, (2**30, 2**30), b'spikes', element(9, b'')))
open('forged.mat', 'wb').write(little + matrix(1, (1, 2**30), b'spikes', b''))
open('short.mat', 'wb').write(little + matrix(6, (1, 4), b'spikes', element(9, struct.pack('<3d', 1, 2, 3))))
import zlib
bomb = matrix(6, (1, 2**27), b'spikes', struct.pack('<II', 9, 2**30))
bomb = bomb[:4] + struct.pack('<I', 2**30 + len(bomb) - 8) + bomb[8:]
packed = zlib.compress(bomb)
open('bomb.mat', 'wb').write(little + struct.pack('<II', 15, len(packed)) + packed)
nest = element(14, b'')
for n in range(40): nest = matrix(1, (1, 1), b'spikes' if n == 39 else b'', nest)
open('deep.mat', 'wb').write(little + nest)
open('opaque.mat', 'wb').write(little + element(14, element(6, struct.pack('<II', 17, 0)) + element(1, b'spikes') + element(1, b'MCOS')))
open('sparse.mat', 'wb').write(little + matrix(5, (3, 3), b'spikes', b''))
flags = lambda cls: element(6, struct.pack('<II', cls, 0))
def part(cls, dims, data): return element(14, flags(cls) + element(5, struct.pack('<%di' % len(dims), *dims)) + element(1, b'') + data)
def opaque(name): return element(14, flags(17) + element(1, name) + element(1, b'MCOS') + element(1, b'datetime') + part(13, (1, 1), element(6, struct.pack('<I', 7))))
fields = element(5, struct.pack('<i', 8)) + element(1, b'date'.ljust(8, b'\0') + b'times'.ljust(8, b'\0'))
open('objects.mat', 'wb').write(little + opaque(b'table') + matrix(2, (1, 1), b'session', fields + opaque(b'') + part(6, (1, 2), element(9, struct.pack('<2d', .5, 2)))))
packed = zlib.compress(matrix(6, (1, 2), b'spikes', struct.pack('<IIdd', 9, 2**31 - 8, 1, 2)))
open('inner.mat', 'wb').write(little + struct.pack('<II', 15, len(packed)) + packed)
packed = zlib.compress(matrix(2, (2**15, 2**15), b'spikes', element(5, struct.pack('<i', 8)) + element(1, b'times'.ljust(8, b'\0'))))
open('wide.mat', 'wb').write(little + struct.pack('<II', 15, len(packed)) + packed)
open('text_big.mat', 'wb').write(head + b'\x01\x00MI' + matrix(4, (1, 3), b'spikes', element(4, 'Ada'.encode('utf-16-be'), '>'), '>'))

with h5py.File('v73.mat', 'w', userblock_size=512, libver='earliest') as f:
    def put(group, name, array, kind='double'):
        d = group.create_dataset(name, data=np.asarray(array)); d.attrs['MATLAB_class'] = np.bytes_(kind); return d
    def empty(group, name, kind='double'):
        d = put(group, name, np.array([0, 0], '<u8'), kind); d.attrs['MATLAB_empty'] = np.uint8(1); return d
    def cells(group, name, values):
        d = group.create_dataset(name, (len(values), 1), h5py.ref_dtype); d.attrs['MATLAB_class'] = np.bytes_('cell')
        for n, value in enumerate(values): d[n, 0] = value.ref
        return d
    refs = f.create_group('#refs#')
    cells(f, 'vectors', [put(refs, 'a', [[.1], [.2], [.9]]), empty(refs, 'b'), put(refs, 'c', [[.35]])])
    put(f, 'counts', counts.T, 'uint8')
    u = f.create_group('units'); u.attrs['MATLAB_class'] = np.bytes_('struct')
    for field, values in (('spike_times_ms', [put(refs, 'd', [[500.], [700.]]), put(refs, 'e', [[250.]])]), ('id', [put(refs, 'f', [[3.]]), put(refs, 'g', [[9.]])])):
        d = u.create_dataset(field, (2, 1), h5py.ref_dtype); d[0, 0], d[1, 0] = values[0].ref, values[1].ref
    put(f, 'rat', np.array([[65], [100], [97]], '<u2'), 'char')
with h5py.File('cut73.mat', 'w', userblock_size=512, libver='earliest') as f:
    refs = f.create_group('#refs#'); cells(f, 'spikes', [put(refs, 'a', [[.5], [.25], [1]]), empty(refs, 'b')])
with h5py.File('circle73.mat', 'w', userblock_size=512) as f:
    refs = f.create_group('#refs#'); d = refs.create_dataset('a', (1, 1), h5py.ref_dtype); d.attrs['MATLAB_class'] = np.bytes_('cell'); d[0, 0] = d.ref
    cells(f, 'spikes', [d])
with h5py.File('huge73.mat', 'w', userblock_size=512) as f:
    d = f.create_dataset('spikes', shape=(2**62, 1), chunks=(1024, 1), dtype='f8'); d.attrs['MATLAB_class'] = np.bytes_('double')
for name in ('v73', 'cut73', 'circle73', 'huge73'):
    with open(name + '.mat', 'r+b') as f: f.write(b'MATLAB 7.3 MAT-file, by hand'.ljust(116) + b'\0' * 8 + b'\x00\x02IM')
