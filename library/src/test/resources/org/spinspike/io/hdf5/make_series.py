"""Small HDF5 files for NwbReaderTest and HostileHdf5Test, made with h5py 3 (HDF5 2.0). Run in this folder."""
import h5py, numpy as np
SMALL = dict(libver=('v110', 'v110'))                      # files as small as can be
words = h5py.string_dtype()

def series(f, path, data, rate=None, start=0., timestamps=None, kind='RoiResponseSeries', conversion=None, offset=None, **kw):
    s = f.create_group(path); s.attrs['neurodata_type'] = kind
    d = s.create_dataset('data', data=data, **kw)
    if conversion is not None: d.attrs['conversion'] = conversion
    if offset is not None: d.attrs['offset'] = offset
    if rate is not None: s['starting_time'] = start; s['starting_time'].attrs['rate'] = rate
    if timestamps is not None: s['timestamps'] = timestamps
    return s

with h5py.File('series.nwb', 'w', **SMALL) as f:
    f.attrs['nwb_version'] = '2.7.0'
    t = f.create_group('processing/ophys/ImageSegmentation/Plane'); t['id'] = np.array([10, 20, 30, 40], '<u2')
    t['Accepted'] = np.array([1, 0, 1, 1], 'u1'); t['pixel_mask_index'] = np.array([0, 0, 0, 0], 'u1')
    other = f.create_group('processing/ophys/ImageSegmentation/Second'); other['id'] = np.arange(9); other['iscell'] = np.array([[0., .1]] * 8 + [[1, .9]])
    # rows 3, 1, 0 of the table: regions 40, 20 (not accepted), 10
    data = np.array([[1, 100, 5], [2, 100, 6], [3, 100, 7], [4, 100, 8], [5, 100, 9]], '<i2')
    dff = series(f, 'processing/ophys/DfOverF/Roi', data, rate=[20.], start=[2.5], conversion=.5, offset=-2., chunks=(2, 2), compression='gzip', shuffle=True)
    dff['rois'] = np.array([3, 1, 0], '<i4'); dff['rois'].attrs['table'] = t.ref
    flu = f.create_group('processing/ophys/Fluorescence')
    turned = series(flu, 'RoiResponseSeries', data.T.astype('>f4')); turned['rois'] = np.array([3, 1, 0], 'u1'); turned['rois'].attrs['table'] = t.ref
    turned['timestamps'] = h5py.SoftLink('/processing/ophys/Fluorescence/Neuropil/timestamps')
    series(flu, 'Neuropil', data.astype('<f8'), timestamps=3 + np.array([0, .1, .2001, .3, .4]))
    series(flu, 'Dropped', data[:, 0], timestamps=np.array([0, .1, .2, .5, .6]))
    ch = series(f, 'acquisition/volts', data, rate=1000., kind='ElectricalSeries', conversion=2.); ch['channel_conversion'] = [1., 10, 100]
    bare = f.create_group('acquisition/bare'); series(bare, 'one', data[:, :2], rate=50., kind='TimeSeries'); bare['again'] = h5py.SoftLink('one')
    series(f, 'acquisition/film', np.zeros((2, 3, 4), 'u1'), rate=5., kind='TwoPhotonSeries')
    series(f, 'acquisition/other_dates', data[:4], timestamps=[0., 1], kind='TimeSeries')
    f['acquisition/loop'] = h5py.SoftLink('/acquisition/loop'); f['acquisition/nowhere'] = h5py.SoftLink('/not/there')

with h5py.File('widths.nwb', 'w', **SMALL) as f:
    for n, width in enumerate(['<i1', '<u1', '>i2', '<u2', '<i4', '>u4', '<i8', '>u8', '<f8']):
        u = f.create_group('units' if n == 0 else 'units_' + width[1:]); u['spike_times'] = [.5, .25, .125]; u['spike_times_index'] = np.array([1, 1, 3], width)
        u['obs_intervals'] = [[0, .4], [.45, 1], [0, .2], [0, 1]]; u['obs_intervals_index'] = np.array([2, 3, 4], width)
    for path in ('intervals/epochs', 'processing/behavior/epochs'):
        e = f.create_group(path); e['id'] = np.arange(2, dtype='<i8'); e['start_time'] = np.array([0, .5], '<f4') if 'intervals' in path else np.array([.1, .4]); e['stop_time'] = [.5, 1.]
        e.create_dataset('label', data=np.array(['a', 'b'], words), maxshape=(None,), chunks=(5,)); e['tags'] = np.array(['x', 'y', 'z'], words); e['tags_index'] = np.array([1, 3], 'u1')

with h5py.File('version1.nwb', 'w', **SMALL) as f:
    f['nwb_version'] = 'NWB-1.0.6'; f.create_group('epochs'); f.create_group('stimulus/presentation'); f.create_group('acquisition/timeseries')
    u = f.create_group('processing/probe/UnitTimes'); u['unit_list'] = np.array(['unit_1', 'unit_2'], words)
    for name in ('unit_1', 'unit_2'): u[name + '/times'] = [.1, .2]

def units(f, times=None, **kw):
    u = f.create_group('units'); u['spike_times_index'] = np.array([2, 3], 'u1')
    if times is not False: u.create_dataset('spike_times', **(dict(data=[.1, .2, .3]) | kw))
    return u

with h5py.File('bomb.nwb', 'w', **SMALL) as f:             # the one chunk says 3 numbers and unpacks to 4 MiB
    u = units(f, False); d = u.create_dataset('spike_times', shape=(3,), chunks=(3,), dtype='f8', compression='gzip')
    import zlib; pack = zlib.compressobj(9); d.id.write_direct_chunk((0,), pack.compress(bytes(1 << 22)) + pack.flush())
with h5py.File('unwritten.nwb', 'w', **SMALL) as f:
    units(f, shape=(3,), chunks=(2,), dtype='f8', fillvalue=.75, data=None)['spike_times'][0:2] = [.1, .2]
with h5py.File('sparse.nwb', 'w', **SMALL) as f:
    units(f, shape=(10**5,), chunks=(1,), dtype='f8', data=None)
with h5py.File('links.nwb', 'w', **SMALL) as f:            # beside.h5 is written by the test
    f['units'] = h5py.ExternalLink('beside.h5', '/units'); f['data'] = h5py.ExternalLink('beside.h5', '/session/spikes'); f['soft'] = h5py.SoftLink('/units/spike_times')
with h5py.File('virtual.nwb', 'w', **SMALL) as f:
    v = h5py.VirtualLayout((3,), 'f8'); v[:] = h5py.VirtualSource('beside.h5', 'units/spike_times', (3,)); units(f, False).file.create_virtual_dataset('units/spike_times', v)
with h5py.File('raw.nwb', 'w', **SMALL) as f:
    units(f, False).create_dataset('spike_times', shape=(3,), dtype='f8', external=[('beside.bin', 0, 24)])
with h5py.File('pointers.nwb', 'w', **SMALL) as f:
    f['session/spikes'] = np.array([f.ref, f.ref], h5py.ref_dtype); f['session/records'] = np.zeros(2, [('a', 'f8'), ('b', 'i4')])
    d = f.create_dataset('session/ragged', (2,), h5py.vlen_dtype('f8')); d[0] = [1, 2]; d[1] = [3]
with h5py.File('tiny.nwb', 'w', meta_block_size=1, **SMALL) as f:      # cut at every length, so of few bytes
    f.attrs['nwb_version'] = np.bytes_('2.6.0'); units(f)['obs_intervals'] = [[0, 1.]]
with h5py.File('laughs.h5', 'w') as f:
    for name, chunks in (('words', None), ('chunked', (500,))):
        d = f.create_dataset(name, (500,), words, chunks=chunks, compression=9 if chunks else None); d[0] = 'x' * 6000
with open('laughs.h5', 'rb') as f: raw = f.read()         # the first word is a length, a place in a heap and a number; all others shall be the same
first = raw.index((6000).to_bytes(4, 'little')); one = raw[first:first + 16]
with open('laughs.h5', 'wb') as f: f.write(raw[:first] + one * 500 + raw[first + 8000:])
with h5py.File('laughs.h5', 'r+') as f:
    import zlib; f['chunked'].id.write_direct_chunk((0,), zlib.compress(one * 500, 9))
with h5py.File('vast.h5', 'w') as f:                       # 3e9 numbers, of which three chunks were written
    d = f.create_dataset('session/traces', (10**7, 300), '<i2', chunks=(1000, 300), compression='gzip')
    d[3, 7] = 2; d[9_000_001, 7] = 5; d[9_000_002, 299] = 4; d[9_999_999, 0] = 1
with h5py.File('../mat/vast73.mat', 'w', userblock_size=512) as f:      # as MATLAB shows it: 300 x 10^7
    f.create_dataset('counts', (10**7, 300), 'u1', chunks=(1000, 300), compression='gzip'); f['counts'].attrs['MATLAB_class'] = np.bytes_('uint8'); f['counts'][9_000_001, 7] = 1
with open('../mat/vast73.mat', 'r+b') as f: f.write(b'MATLAB 7.3 MAT-file'.ljust(124) + b'\x00\x02IM')
