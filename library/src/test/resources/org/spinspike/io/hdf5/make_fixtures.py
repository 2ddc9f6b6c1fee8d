"""Small HDF5 files for ReadersTest, made with h5py 3 (HDF5 2.0). Run in this folder."""
import h5py, numpy as np

def units(f, index='<u1', **kw):
    u = f.create_group('units'); u.attrs['neurodata_type'] = 'Units'
    u['id'] = np.array([7, 3, 9], '<i2')
    u.create_dataset('spike_times', data=np.array([.105, .11, .35, .05, 1.2, 1.25]), **kw)
    u['spike_times_index'] = np.array([3, 3, 6], index)
    u['quality'] = np.array(['good', 'noise', 'good'], dtype=h5py.string_dtype())
    return u

with h5py.File('units.nwb', 'w') as f:
    f.attrs['nwb_version'] = '2.6.0'
    u = units(f, '<u8', chunks=(4,), compression='gzip', shuffle=True)
    u['obs_intervals'] = np.array([[0, 1.], [1.2, 2], [0, 2], [0, 1.3]]); u['obs_intervals_index'] = np.array([2, 3, 4], '>u4')
    u['electrodes'] = np.array([1, 0, 1], '<i8'); u['electrodes_index'] = np.array([1, 2, 3], '<u1')
    u['isi_violations'] = np.array([.1, .5, .0], '<f4')
    e = f.create_group('general/extracellular_ephys/electrodes')
    e['location'] = np.array(['CA1', 'brain_region: PFC; hemisphere: left'], dtype=h5py.string_dtype())
    e['x'], e['y'], e['z'] = [1., 2.], [3., 4.], [5., 6.]
    t = f.create_group('intervals/trials')
    t['id'] = np.arange(3); t['start_time'] = [0., .5, 1.]; t['stop_time'] = [.5, 1., 1.5]; t['cue'] = [.1, np.nan, 1.1]
    t['side'] = np.array(['left', 'right', 'left'], dtype=h5py.string_dtype()); t['correct'] = np.array([True, False, True])
    s = f.create_group('processing/behavior/speed')
    s['data'] = np.arange(20, dtype='<i2'); s['starting_time'] = 0.; s['starting_time'].attrs['rate'] = 10.
    l = f.create_group('acquisition/licks'); l['timestamps'] = [.2, 1.2]; l['data'] = [1., 1.]
    r = f.create_group('processing/ophys/roi'); r['data'] = np.array([[0, 5.], [3, 0], [0, 0]], '<f4'); r['starting_time'] = 0.; r['starting_time'].attrs['rate'] = 20.

with h5py.File('outside.nwb', 'w') as f:
    u = units(f); del u['spike_times']; u['spike_times'] = h5py.ExternalLink('other.nwb', '/units/spike_times')
with h5py.File('circle.nwb', 'w') as f:
    units(f); f['units/up'] = f['/']; f['units/soft'] = h5py.SoftLink('/units/soft')
with h5py.File('filter.nwb', 'w') as f:
    u = units(f); del u['spike_times']; u.create_dataset('spike_times', data=np.arange(6), chunks=(3,), scaleoffset=0)
with h5py.File('latest.nwb', 'w', libver='latest') as f:
    units(f, chunks=(2,), maxshape=(None,), compression='gzip')
with h5py.File('huge.nwb', 'w') as f:
    u = units(f); del u['spike_times']; u.create_dataset('spike_times', shape=(2**62,), chunks=(1024,), dtype='f8')
with h5py.File('large.nwb', 'w') as f:
    u = units(f); del u['spike_times']; u.create_dataset('spike_times', shape=(2**31 - 100,), chunks=(1024,), dtype='f8')
with h5py.File('deep.nwb', 'w') as f:
    f.create_group('/'.join(['g'] * 40)); units(f)
with h5py.File('index.nwb', 'w') as f:
    u = units(f); del u['spike_times_index']; u['spike_times_index'] = np.array([3, 2, 6])
with h5py.File('array.h5', 'w') as f:
    f['session/spikes'] = np.array([[[0, 1], [1, 0], [0, 0]]], 'u1'); f['session/labels'] = np.array(['a'], dtype=h5py.string_dtype())
