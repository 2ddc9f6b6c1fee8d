"""Starting points of the fuzz tests: small files of every kind, and those that once gave more than one line. Run in this folder with h5py 3 and NumPy; the inputs called found-* came out of searches and stay."""
import h5py, io, os, shutil, numpy as np

def folder(test, method):
    path = os.path.join(test + 'Inputs', method); os.makedirs(path, exist_ok=True); return path

def write(where, name, data):
    with open(os.path.join(where, name), 'wb') as f: f.write(data if isinstance(data, bytes) else data.encode())

# ---- text
csv = folder('CsvFuzzTest', 'anyBytesGiveATableOrOneMessage')
for name, text in {'long': 'unit,time_s\n2,1.5\n10,0.25\n2,0.5\n', 'trials': 'trial,unit,time\na,1,-0.5\na,2,0.25\nb,1,1.25\n', 'wide': 'trial,bin,A,B\n0,0,1,0\n0,1,0,0\n1,0,0,1\n', 'bare': '1.0\t1.75\n3.0\t0.5\n',
                   'quotes': '# made by hand\n"neuron"; time_ms \n\nA1;1500\r\nB2;250\n', 'matrix': '0 1 1\n1 0 2\n', 'nan_unit': 'unit,time_s\nnan,1.5\nNaN,2\n'}.items(): write(csv, name, text)
phy = folder('PhyFuzzTest', 'anyBytesGiveASortingOrOneMessage')
for name, text in {'plain': 'sample_rate = 30000.\n\0id\tgroup\tdepth\n4\tgood\t1.5\n9\tmua\t2\n7\tgood\t\n', 'nan': 'sample_rate = 3e\n\0cluster_id\tKSLabel\tx\nnan\tgood\tnan\n4\tgood\tNaN\n', 'exponent': 'sample_rate = 3e4  # Hz\n\0cluster_id\tgroup\n4\t\n'}.items(): write(phy, name, text)

# ---- arrays: NPZ files as they are, and rows of arrays which the test puts into a ZIP
def row(arrays):
    out = b''
    for name, a in arrays.items():
        b = io.BytesIO(); np.save(b, np.asarray(a)); out += name.encode() + b'\n' + len(b.getvalue()).to_bytes(2, 'big') + b.getvalue()
    return out
npz, arrays = folder('NpzFuzzTest', 'anyBytesGiveTrainsOrTimesOrOneMessage'), folder('NpzArraysFuzzTest', 'anyArraysGiveTrainsOrTimesOrOneMessage')
for name, a in {'counts': dict(spikes=np.array([[[0, 1], [2, 0], [0, 0]]], 'u1'), bin_ms=10., lengths=np.array([3], 'i4'), neuron_names=np.array(['a', 'b']), condition=np.array(['x'])),
                'times': {'spike_times': [.1, .2, .3], 'spike_times_index': [2, 3], 'unit_id': [4, 8], 'obs_intervals': [[0, 1.], [0, 2]], 'obs_intervals_index': [1, 2], 'trials.start_time': [0., 1]},
                'mask': dict(spikes=np.zeros((2, 3, 1), 'u1'), observed=np.ones((2, 3), 'u1'), bin_ms=5., trial_start_s=[0., 1], covariates=np.zeros((2, 3, 1), 'f4'), positions=[[1., 2]], source_trial=[0, 0], offset=[0, 3]),
                'beside': dict(counts=np.array([[[0, 3]]], 'f8'), spikes=np.array([[[0, 3]]], 'i4'), binarisation='{"rule":"any"}', covariate_names=np.array(['a']))}.items():
    write(arrays, name, row(a)); np.savez_compressed(os.path.join(npz, name), **a); os.replace(os.path.join(npz, name + '.npz'), os.path.join(npz, name))

# ---- MAT 5: the fixtures beside
mat5 = folder('Mat5FuzzTest', 'anyBytesGiveAValueOrOneMessage')
for name in ('plain', 'packed', 'pair', 'big', 'sparse', 'objects', 'wide', 'bomb', 'forged', 'inner', 'opaque', 'text_big', 'every'): shutil.copyfile(f'mat/{name}.mat', os.path.join(mat5, name))

# ---- HDF5 of either kind
nwb, mat73 = folder('NwbFuzzTest', 'anyBytesGiveUnitsOrASeriesOrOneMessage'), folder('Mat73FuzzTest', 'anyBytesGiveAValueOrOneMessage')
for kind, bounds in (('new', ('v110', 'v110')), ('old', ('earliest', 'v110'))):
    def file(where, name, **kw): return h5py.File(os.path.join(where, name + '_' + kind), 'w', libver=bounds, meta_block_size=1, **kw)
    with file(nwb, 'units') as f:
        f.attrs['nwb_version'] = np.bytes_('2.6.0'); u = f.create_group('units'); u['spike_times'] = [.1, .2, .3]; u['spike_times_index'] = np.array([2, 3], 'u1'); u['quality'] = np.array(['a', 'b'], 'S1')
    with file(nwb, 'roi') as f:
        t = f.create_group('p'); t['id'] = [5, 6]; t['Accepted'] = [1, 0]
        s = f.create_group('processing/ophys'); s['data'] = np.array([[1, 2], [3, 4]], '<i2'); s['data'].attrs['conversion'] = .5; s['timestamps'] = [0, .1]; s['rois'] = [1, 0]; s['rois'].attrs['table'] = t.ref
    with file(mat73, 'values', userblock_size=512) as f:
        def put(g, name, data, kind, **more):
            g[name] = data; g[name].attrs['MATLAB_class'] = np.bytes_(kind)
            for key, value in more.items(): g[name].attrs[key] = value
        put(f, 'counts', np.array([[0, 1], [2, 0]], 'u1'), 'uint8'); r = f.create_group('#refs#')
        put(r, 'a', [[.1], [.2]], 'double'); put(r, 'b', np.array([2**40, 0], 'u8'), 'double', MATLAB_empty=1)
        put(f, 'vectors', np.array([[r['a'].ref], [r['b'].ref]], h5py.ref_dtype), 'cell')
        g = f.create_group('s'); g.attrs['MATLAB_class'] = np.bytes_('struct'); put(g, 't', np.array([[97], [98]], 'u2'), 'char')
    with open(os.path.join(mat73, 'values_' + kind), 'r+b') as f: f.write(b'MATLAB 7.3 MAT-file'.ljust(124) + b'\x00\x02IM')
    if kind == 'old': continue
    with file(nwb, 'observed') as f:
        u = f.create_group('units'); u.create_dataset('spike_times', data=[.1, .2, .3], chunks=(2,), compression='gzip', shuffle=True, fletcher32=True); u['spike_times_index'] = np.array([2, 3], '<u8')
        u['obs_intervals'] = [[0, 1.], [0, 2.]]; u['obs_intervals_index'] = np.array([1, 2], '>i2'); t = f.create_group('trials'); t['start_time'] = [0., 1]; t['stop_time'] = [1., 2]; t['ok'] = np.array([True, False])
    with file(nwb, 'electrodes') as f:
        u = f.create_group('units'); u['spike_times'] = [.1]; u['spike_times_index'] = [1]; u['electrodes'] = [2**40]; e = f.create_group('general/extracellular_ephys/electrodes'); e['location'] = np.array(['x'], 'S2')
    with file(nwb, 'volts') as f:
        s = f.create_group('acquisition/volts'); s.create_dataset('data', data=np.arange(12.).reshape(6, 2), chunks=(4, 2), compression='lzf'); s['starting_time'] = 0.; s['starting_time'].attrs['rate'] = 10.; s['channel_conversion'] = [1., 2]
        f['acquisition/soft'] = h5py.SoftLink('/acquisition/volts')
    with file(nwb, 'cube') as f: f.create_dataset('session/spikes', data=np.zeros((2, 3, 2), 'u1'), chunks=(1, 2, 2), maxshape=(None, 3, 2))
    with file(nwb, 'first') as f: f['nwb_version'] = np.bytes_('NWB-1.0.6'); f.create_group('processing/a/UnitTimes/u')['times'] = [1.]
